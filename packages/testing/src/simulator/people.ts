import type { Person } from '@landale/protocol'
import type { Random } from './random.ts'

/** Names as they are met: scripts from left and right, emoji, combining marks, and one as long as a name may be. */
const known: readonly [string, string][] = [
  ['mossy_kettle', 'Mossy_Kettle'],
  ['lanternfish', 'Lanternfish'],
  ['yozora_minato', '夜空ミナト'],
  ['byeolbit', '별빛하늘'],
  ['xiao_yu_er', '小鱼儿'],
  ['noam_b', 'נועם_ב'],
  ['yasmin_sky', 'ياسمين'],
  ['kermitdaze', '🐸 kermitdaze'],
  ['zoe_n', 'Zoë N̈andú'],
  ['ghostpepper', 'GhostPepper 🌶️'],
  ['familytime', '👩‍👩‍👧 family time'],
  ['flagbearer', '🏴‍☠️'],
  ['straus', 'Strauß'],
  ['vasilisa', 'Василиса'],
  ['thanos_k', 'Θάνος'],
  ['somchai', 'สมชาย'],
  ['i', 'i'],
  ['a_name_of_twenty_five_chrs', 'A_Name_Of_Twenty_Five_Chrs'],
  ['wwwwwwwwwwww', 'WWWWWWWWWWWW'],
  ['lower_case_only', 'lower_case_only'],
]

const beginnings = [
  'quiet',
  'salty',
  'neon',
  'paper',
  'lucky',
  'rusty',
  'velvet',
  'tiny',
  'orbit',
  'maple',
  'cosmic',
  'static',
] as const
const endings = [
  'otter',
  'comet',
  'walrus',
  'pixel',
  'teapot',
  'badger',
  'cactus',
  'wizard',
  'noodle',
  'falcon',
  'moth',
  'beacon',
] as const

const firstId = 10_000
/** Of longer evenings the first ones stay. */
const maxRemembered = 5_000

/** The viewers of an evening: first those with the telling names, then as many more as come. */
export function createPeople(random: Random) {
  const people: Person[] = known.map(([login, name], index) => ({ id: String(firstId + index), login, name }))

  let count = people.length
  function newcomer(): Person {
    const login = `${random.pick(beginnings)}_${random.pick(endings)}${count}`
    const person = { id: String(firstId + count), login, name: random.chance(0.3) ? login.toUpperCase() : login }
    count += 1
    if (people.length < maxRemembered) people.push(person)
    return person
  }

  return {
    newcomer,
    /** Someone who is there, now and then for the first time. */
    someone(): Person {
      return (random.chance(0.02) ? undefined : people[random.int(0, people.length - 1)]) ?? newcomer()
    },
  }
}

export type People = ReturnType<typeof createPeople>
