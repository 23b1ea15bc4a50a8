import { expect, test } from 'bun:test'
import { backoffMs } from './backoff.ts'

test('the cap doubles from one second up to thirty, and the wait is anywhere below it', () => {
  const caps = [0, 1, 2, 3, 4, 5, 6, 1_000].map((failures) => backoffMs(failures, () => 1))
  expect(caps).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
  expect(backoffMs(4, () => 0)).toBe(0)
  expect(backoffMs(4, () => 0.25)).toBe(4_000)
})
