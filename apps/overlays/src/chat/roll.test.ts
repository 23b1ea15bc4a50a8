import { expect, test } from 'bun:test'
import type { ChatLine } from '@landale/protocol'
import { emptyRoll, fitRoll, nextRoll, type Roll, withoutLeaving } from './roll.ts'

const line = (n: number): ChatLine => ({
  id: `evt_${String(n).padStart(6, '0')}`,
  message_id: `m${n}`,
  actor: 'twitch:1',
  name: 'Viewer',
  color: null,
  badges: [],
  fragments: [{ kind: 'text', text: `message ${n}` }],
  bits: null,
  reply_to: null,
  at: n * 1_000,
  origin: 'live',
})
const lines = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => line(from + n))
const how = { limit: 3, fade: 0, now: 0 }
const said = (roll: Roll) => roll.entries.map(({ line, phase }) => (phase === 'here' ? line.message_id : `(${line.message_id})`))

test('the last messages are shown, up to the limit, and those before them were never on screen', () => {
  expect(said(nextRoll(emptyRoll, lines(1, 9), how))).toEqual(['m7', 'm8', 'm9'])
})

test('a message past the limit keeps its place until it has left', () => {
  const roll = nextRoll(nextRoll(emptyRoll, lines(1, 3), how), lines(1, 4), how)
  expect(said(roll)).toEqual(['(m1)', 'm2', 'm3', 'm4'])
  expect(said(withoutLeaving(roll))).toEqual(['m2', 'm3', 'm4'])
})

test('what is taken back is gone at once, on its way out or not, and nothing comes back for it', () => {
  const roll = nextRoll(nextRoll(emptyRoll, lines(1, 3), how), lines(1, 4), how)
  const left = lines(2, 4).filter(({ message_id }) => message_id !== 'm3')
  expect(said(nextRoll(roll, left, how))).toEqual(['m2', 'm4'])
  expect(said(nextRoll(nextRoll(emptyRoll, lines(1, 9), how), lines(1, 7), how))).toEqual(['m7'])
  expect(said(nextRoll(roll, [], how))).toEqual([])
})

test('a message leaves when its time is over, and the next look is when the next one’s is', () => {
  const fading = { limit: 3, fade: 10 }
  const roll = nextRoll(emptyRoll, lines(1, 3), { ...fading, now: 3_500 })
  expect([said(roll), roll.lookAgainAt]).toEqual([['m1', 'm2', 'm3'], 11_000])
  const later = nextRoll(roll, lines(1, 3), { ...fading, now: 12_000 })
  expect([said(later), later.lookAgainAt]).toEqual([['(m1)', '(m2)', 'm3'], 13_000])
  expect(nextRoll(later, lines(1, 3), { ...fading, now: 99_000 }).lookAgainAt).toBeNull()
})

test('a clock that is set back brings nothing back', () => {
  const fading = { limit: 3, fade: 10 }
  const roll = nextRoll(emptyRoll, lines(1, 3), { ...fading, now: 12_000 })
  expect(said(nextRoll(roll, lines(1, 3), { ...fading, now: 0 }))).toEqual(['m3'])
})

test('what does not fit in whole leaves, the oldest first, and the newest stays whatever its height', () => {
  const roll = nextRoll(emptyRoll, lines(1, 3), how)
  expect(said(fitRoll(roll, () => 10, 30))).toEqual(['m1', 'm2', 'm3'])
  expect(said(fitRoll(roll, () => 10, 29))).toEqual(['(m1)', 'm2', 'm3'])
  const fitted = fitRoll(roll, () => 10, 5)
  expect(said(fitted)).toEqual(['(m1)', '(m2)', 'm3'])
  expect(said(nextRoll(withoutLeaving(fitted), lines(1, 4), how))).toEqual(['m3', 'm4'])
})

test('in a storm few are on their way out', () => {
  const many = { ...how, limit: 30 }
  const roll = nextRoll(nextRoll(emptyRoll, lines(1, 30), many), lines(1, 50), many)
  expect(roll.entries.filter(({ phase }) => phase === 'leaving')).toHaveLength(3)
  expect(roll.entries).toHaveLength(33)
})

test('a message that is said again is the same one, until its quotation is taken back', () => {
  const [first, reply] = [line(1), { ...line(2), reply_to: { message_id: 'm1', name: 'Viewer', text: 'message 1' } }]
  const roll = nextRoll(emptyRoll, [first, reply], how)
  const again = nextRoll(roll, structuredClone([first, reply]), how)
  expect(again.entries.map(({ line }) => line)).toEqual([first, reply])
  expect(again.entries[1]?.line).toBe(reply)
  expect(nextRoll(roll, [{ ...reply, reply_to: null }], how).entries[0]?.line.reply_to).toBeNull()
})
