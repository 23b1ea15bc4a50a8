import { expect, test } from 'bun:test'
import { formatCount, formatDuration } from './format.ts'

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
