import { expect, test } from 'bun:test'
import { formatElapsed } from './elapsed.ts'

test.each([
  [-400, '0:00'],
  [999, '0:00'],
  [59_999, '0:59'],
  [3_723_000, '1:02:03'],
  [360_000_000, '100:00:00'],
])('%p ms are %p', (ms, text) => {
  expect(formatElapsed(ms)).toBe(text)
})
