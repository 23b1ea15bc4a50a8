import { expect, test } from 'bun:test'
import { formatClock } from './format-clock.ts'

test.each([
  [-5, '0:00'],
  [1, '0:00'],
  [60, '0:01'],
  [120_020, '2:00'],
  [59_100, '1:00'],
  [1_781_000, '29:41'],
  [14_600_000, '4:03:20'],
  [360_000_000, '100:00:00'],
])('%p ms are %p', (ms, text) => {
  expect(formatClock(ms)).toBe(text)
})
