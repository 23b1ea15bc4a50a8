import { expect, test } from 'bun:test'
import type { LayerName } from '@landale/protocol'
import { isBehind, timeLeft } from './time-left.ts'

const on = (id: string, layer: LayerName, started_at: number, left_ms: number) => ({ id, layer, started_at, left_ms })
const foreseen = (id: string, layer: LayerName, starts_at: number, duration_ms: number) => ({ id, layer, starts_at, duration_ms })

test('what nothing stands in front of runs down by the server’s clock, and not below nothing', () => {
  const cue = on('a', 'midground', 1_000, 6_000)
  const stage = [foreseen('a', 'midground', 1_000, 6_000)]
  expect([1_000, 4_000, 7_000, 9_000].map((now) => timeLeft(cue, stage, now))).toEqual([6_000, 3_000, 0, 0])
  expect(timeLeft(cue, [], 4_000)).toBe(3_000)
})

test('while another is in front its time stands still, and afterwards it goes on', () => {
  const cue = on('a', 'midground', 0, 6_000)
  // From 2 s to 10 s a raid is in front, so it is over at 14 s.
  const stage = [foreseen('a', 'midground', 0, 14_000), foreseen('raid', 'foreground', 2_000, 8_000)]
  expect([2_000, 5_000, 9_999, 12_000].map((now) => timeLeft(cue, stage, now))).toEqual([4_000, 4_000, 4_000, 2_000])
})

test('it is behind what is in front of it, and not behind its own layer or those further back', () => {
  const [front, middle, back] = [on('f', 'foreground', 0, 1), on('m', 'midground', 0, 1), on('b', 'background', 0, 1)]
  expect(isBehind(middle, [front, middle])).toBe(true)
  expect(isBehind(middle, [middle, back])).toBe(false)
})
