import type { CreditsState } from '@landale/protocol'

const names = [
  'Mossy_Kettle',
  'wren_at_the_window',
  'Lanternfish',
  '灯台守の猫',
  'tin_roof',
  'مصباح_الليل',
  'slow_pottery',
  'Tamsin',
  'the_one_who_never_stops',
  'Marigold',
  '🐈‍⬛🫖 Kettle 👩🏽‍🚀',
  'half_a_biscuit',
  'Tidewater',
  'quiet_hours',
  'WWWWWWWWWWWWWWWWWWWWWWWWW_the_second_of_that_name',
  'Pennywort',
  'gravel',
  'northern_spare_room',
]

const ranked = (people: readonly string[], most: number) =>
  people.map((name, index) => ({ name, amount: Math.max(1, Math.round(most * 0.62 ** index)) }))

/** An evening's end. */
export function sampleCredits(now: number): CreditsState {
  return {
    title: 'Kaizo IronMON, run 1482: no items, no mercy, soup afterwards',
    started_at: now - 11_529_000,
    ended_at: now,
    raiders: ranked(names.slice(2, 4), 148),
    gifters: ranked(names.slice(0, 5), 100),
    subscribers: names.slice(0, 11),
    cheerers: ranked(names.slice(5, 10), 4_150),
    followers: names.slice(3),
    chatters: ranked(names.slice(0, 12), 312),
    counts: { follows: 31, subs: 131, bits: 9_860, raids: 2, messages: 2_914, chatters: 187 },
  }
}
