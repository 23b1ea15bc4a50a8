import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { type Stretch, stretchesOf } from './stretches.ts'

const now = Date.parse('2026-06-01T00:00:00Z')
const dayMs = 86_400_000
const seed = Number(process.env.FAST_CHECK_SEED ?? Math.trunc(Math.random() * 2 ** 31))
console.log(`stretches: FAST_CHECK_SEED=${seed}`)

const time = fc.option(
  fc.integer({ min: -900, max: 30 }).map((days) => now + days * dayMs),
  { nil: undefined },
)
const query = fc.record({
  filter: fc.record({ from: time, to: time }),
  order: fc.constantFrom('asc' as const, 'desc' as const),
  cursor: fc.option(
    fc.integer({ min: -900, max: 30 }).map((days) => ({ position: 1, at: now + days * dayMs })),
    { nil: undefined },
  ),
})

const holds = ({ from, to }: Stretch, at: number) => at >= (from ?? at) && (to === undefined || at < to)

test('every moment that is asked for lies in one stretch, and the stretches come in the order of the page', () => {
  fc.assert(
    fc.property(query, fc.integer({ min: -1_000, max: 60 }), ({ filter, order, cursor }, days) => {
      const at = now + days * dayMs
      const stretches = stretchesOf({ filter, order, cursor }, now)
      const isAsked =
        at >= (filter.from ?? at) &&
        (filter.to === undefined || at < filter.to) &&
        (cursor === undefined || (order === 'desc' ? at <= cursor.at : at >= cursor.at))
      expect(stretches.filter((stretch) => holds(stretch, at)).length).toBe(isAsked ? 1 : 0)
      for (const [index, stretch] of stretches.slice(1).entries()) {
        const before = stretches[index]
        if (order === 'desc') expect(stretch.to).toBe(before?.from)
        else expect(stretch.from).toBe(before?.to)
      }
    }),
    { seed, numRuns: 2_000 },
  )
})

test('a page of the newest looks at a week first, and one of a day at that day alone', () => {
  const [first, ...others] = stretchesOf({ filter: {}, order: 'desc', cursor: undefined }, now)
  expect(first).toEqual({ from: now - 7 * dayMs, to: undefined })
  expect(others).toHaveLength(3)
  const filter = { from: now - dayMs, to: now }
  expect(stretchesOf({ filter, order: 'desc', cursor: undefined }, now)).toEqual([filter])
  expect(stretchesOf({ filter, order: 'asc', cursor: undefined }, now)).toEqual([filter])
})
