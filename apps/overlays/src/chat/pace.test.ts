import { expect, test } from 'bun:test'
import { createPace } from './pace.ts'

test('six lines in a second move, the seventh does not', () => {
  const pace = createPace()
  expect(Array.from({ length: 7 }, (_, n) => pace.take(1, n * 100))).toEqual([true, true, true, true, true, true, false])
})

test('in a storm no line moves, and after it the next one does', () => {
  const pace = createPace()
  pace.take(1_000, 0)
  const during = Array.from({ length: 40 }, (_, n) => pace.take(50, 50 * (n + 1)))
  expect(during).not.toContain(true)
  expect(pace.take(1, 2_999)).toBe(false)
  expect(pace.take(1, 4_000)).toBe(true)
})

test('a clock that is set back holds nothing up', () => {
  const pace = createPace()
  pace.take(6, 10_000)
  expect(pace.take(1, 500)).toBe(true)
})
