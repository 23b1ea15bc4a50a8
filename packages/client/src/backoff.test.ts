import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { fullJitter } from './backoff.ts'

test('the ceiling doubles with each attempt up to the cap', () => {
  const ceilings = [1, 2, 3, 6, 7, 40].map((attempt) => fullJitter(attempt, { baseMs: 100, capMs: 5_000, random: () => 1 }))
  expect(ceilings).toEqual([100, 200, 400, 3_200, 5_000, 5_000])
})

test('the delay lies anywhere below the ceiling', () => {
  const attempts = fc.integer({ min: 1, max: 10_000 })
  fc.assert(
    fc.property(attempts, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (attempt, chance) => {
      const delayMs = fullJitter(attempt, { baseMs: 100, capMs: 5_000, random: () => chance })
      expect(delayMs).toBeGreaterThanOrEqual(0)
      expect(delayMs).toBeLessThanOrEqual(Math.min(5_000, 100 * 2 ** (attempt - 1)))
    }),
  )
})
