import { expect, test } from 'bun:test'
import { formatCount, formatCountdown, formatDuration } from './format.ts'

test.each([
  [-5, '0 s'],
  [40_000, '40 s'],
  [720_000, '12 min'],
  [7_500_000, '2 h 05 min'],
  [266_400_000, '3 d 2 h'],
])('%p ms is %p', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})

test('counts are grouped', () => {
  expect(formatCount(1_234_567)).toBe('1,234,567')
})

test.each([
  [-1, '0:00'],
  [999, '0:00'],
  [60_999, '1:00'],
  [1_781_000, '29:41'],
])('%p ms are %p on a clock that counts down', (ms, text) => {
  expect(formatCountdown(ms)).toBe(text)
})
