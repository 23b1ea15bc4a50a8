import { checkpoints, type NewEvent, type Person, type RegisteredType } from '@landale/protocol'
import type { Random } from '@landale/testing/simulator/random'
import { createVocabulary, type Vocabulary, zipf } from './archive-words.ts'

export const chatters = 3_000
export const vocabularySize = 8_000

const colors = ['#5F9EA0', '#FF4500', '#1E90FF', '#9ACD32', '#DAA520', '#8A2BE2'] as const
const scenes = ['Starting soon', 'Gameplay', 'Chatting', 'Be right back'] as const

/** How often each type happens among 100,000 events. */
const shares: readonly [RegisteredType, number][] = [
  ['chat.message.sent', 92_000],
  ['utterance.transcribed', 1_670],
  ['channel.followed', 1_400],
  ['channel.reward.redeemed', 1_200],
  ['channel.cheered', 600],
  ['channel.subscribed', 400],
  ['channel.resubscribed', 400],
  ['channel.subscription.gifted', 100],
  ['channel.raided', 20],
  ['run.location.changed', 700],
  ['run.battle.started', 400],
  ['run.battle.finished', 400],
  ['run.checkpoint.cleared', 90],
  ['run.started', 40],
  ['music.song.changed', 370],
  ['scene.changed', 200],
  ['goal.progressed', 5],
  ['connection.lost', 3],
  ['takeover.started', 2],
]

export type World = { random: Random; vocabulary: Vocabulary; people: readonly Person[]; someone(): Person; run: string }

export function createWorld(random: Random): World {
  const vocabulary = createVocabulary(random, vocabularySize)
  const people = Array.from({ length: chatters }, (_, index) => {
    const name = `${capital(random.pick(colors).slice(1, 3))}${capital(vocabulary.words[(index * 7) % vocabularySize] ?? 'x')}_${index}`
    return { id: String(10_000_000 + index * 7_919), login: name.toLowerCase(), name }
  })
  const pick = zipf(chatters)
  const stranger = { id: '1', login: 'x', name: 'X' }
  return { random, vocabulary, people, someone: () => people[pick(random)] ?? stranger, run: uuid(random) }
}

/** The next event of the mix; `at` is when it is said to have happened, ms. */
export function nextEvent(world: World, at: number): Pick<NewEvent, 'type' | 'payload' | 'actor'> & { source: string } {
  let left = world.random.int(0, 99_999)
  const type = shares.find(([, share]) => {
    left -= share
    return left < 0
  })?.[0]
  return make(world, type ?? 'chat.message.sent', at)
}

function make(world: World, type: RegisteredType, at: number): ReturnType<typeof nextEvent> {
  const { random, vocabulary } = world
  const subject = type.slice(0, type.indexOf('.'))
  const event = (source: string, payload: Record<string, unknown>, actor = source) => ({ type, payload, actor, source })
  if (type === 'run.started') world.run = uuid(random)
  const run = { run_id: `run_${world.run}`, number: 1_482 }
  if (type === 'chat.message.sent') {
    const user = world.someone()
    return event('twitch', chatMessage(world, user), `twitch:${user.id}`)
  }
  if (subject === 'channel') {
    const user = world.someone()
    return event('twitch', { user, ...interaction(world, type) }, `twitch:${user.id}`)
  }
  if (type === 'utterance.transcribed') {
    const duration_ms = random.int(600, 9_000)
    const [text, started_at] = [vocabulary.sentence(random, 16), new Date(at - duration_ms).toISOString()]
    return event('phononmaser', { text, started_at, duration_ms, source_id: 'microphone', confidence: 0.93, language: 'en' })
  }
  if (type === 'run.started') return event('ironmon', { ...run, game: 'firered_leafgreen', tracker_version: '8.6.0' })
  if (type === 'run.checkpoint.cleared') {
    const index = random.int(0, checkpoints.length - 1)
    return event('ironmon', { ...run, checkpoint: checkpoints[index], checkpoint_id: index + 1 })
  }
  if (type === 'run.location.changed') return event('ironmon', { ...run, location_id: random.int(1, 230) })
  if (subject === 'run')
    return event('ironmon', { ...run, result: 'win', pokemon: [{ species: 'Eevee', level: random.int(5, 60) }] })
  if (subject === 'music')
    return event('rainwave', { title: vocabulary.sentence(random, 2), artist: vocabulary.sentence(random, 1), station: 'Game' })
  if (subject === 'scene') return event('obs', { scene: random.pick(scenes), previous_scene: random.pick(scenes) })
  if (subject === 'goal')
    return event('twitch', { goal_id: 'chair', kind: 'follow', description: 'A new chair', current: 1, target: 9 })
  if (subject === 'connection') return event('system', { service: 'obs', reason: 'socket closed (1006)' })
  return event('dashboard', { kind: 'please-stand-by', duration_ms: 20_000 }, 'operator')
}

function chatMessage({ random, vocabulary }: World, user: Person): Record<string, unknown> {
  const said = vocabulary.sentence(random, 5)
  const emote = random.chance(0.25) ? { kind: 'emote', text: 'LUL', emote_id: '425618' } : undefined
  const text = emote === undefined ? said : `${said} ${emote.text}`
  const fragments = [{ kind: 'text', text: said }, ...(emote === undefined ? [] : [emote])]
  const badges = random.chance(0.4) ? ['subscriber'] : []
  return { message_id: uuid(random), user, text, fragments, badges, color: colors[Number(user.id) % colors.length] }
}

function interaction({ random, vocabulary }: World, type: RegisteredType): Record<string, unknown> {
  const message = vocabulary.sentence(random, 6)
  if (type === 'channel.cheered') return { bits: random.int(1, 50) * 100, message }
  if (type === 'channel.raided') return { viewers: Math.round(5 + random.gap(120)) }
  if (type === 'channel.subscribed') return { tier: '1000', is_gift: random.chance(0.4) }
  if (type === 'channel.resubscribed') return { tier: '1000', cumulative_months: random.int(2, 60), message }
  if (type === 'channel.subscription.gifted') return { tier: '1000', total: random.int(1, 20) }
  if (type !== 'channel.reward.redeemed') return {}
  return { redemption_id: uuid(random), reward: { id: 'hydrate', title: 'Drink some water', cost: 300 }, input: message }
}

/** A UUID that the seed decides. */
export function uuid(random: Random): string {
  const hex = [0, 1, 2, 3].map(() => random.int(0, 0xffff_ffff).toString(16).padStart(8, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
