import { expect, test } from 'bun:test'
import type { Cue } from '@landale/protocol'
import { countsDownTo, covering, timeLeft } from './covering.ts'

const cue = (change: Partial<Cue> = {}): Cue => ({
  id: 'takeover_1',
  layer: 'foreground',
  kind: 'takeover.screen-cover',
  priority: 1_000,
  size: 'room',
  starts_at: 1_000,
  duration_ms: 500,
  expires_at: 1_500,
  origin: 'live',
  payload: { deed: 'One moment' },
  ...change,
})

test('a takeover covers to its last millisecond, and before its beginning where our clock is behind', () => {
  expect([900, 1_000, 1_499, 1_500].map((now) => covering([cue()], now)?.id ?? null)).toEqual([
    'takeover_1',
    'takeover_1',
    'takeover_1',
    null,
  ])
})

test('of two the newer covers', () => {
  expect(covering([cue(), cue({ id: 'takeover_2', starts_at: 1_100 })], 1_200)?.id).toBe('takeover_2')
})

test('one that is ended by hand says no time', () => {
  const year = 365 * 86_400_000
  expect(countsDownTo(cue({ duration_ms: year, expires_at: 1_000 + year }))).toBeNull()
  expect(countsDownTo(cue())).toBe(1_500)
})

test('the time left is read as a clock', () => {
  expect([-5, 0, 1, 9_000, 60_000, 719_001, 3_723_000].map(timeLeft)).toEqual([
    '0:00',
    '0:00',
    '0:01',
    '0:09',
    '1:00',
    '12:00',
    '1:02:03',
  ])
})
