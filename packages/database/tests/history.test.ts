import { expect, test } from 'bun:test'
import type { Event } from '@landale/protocol'
import fc from 'fast-check'
import { type FoundEvent, historyPage } from '../src/index.ts'
import { count, describeFilled, events, one, runs } from './filled.ts'
import { testPeopleAndSpeech } from './people.ts'
import { filters, pageOf } from './questions.ts'
import { testStats } from './stats.ts'

const bodies = (found: readonly { body: string }[]): Event[] => found.map(({ body }) => JSON.parse(body))
const cursorOf = ({ position, inserted_at }: Event) => ({ position, at: Date.parse(inserted_at) })

describeFilled((sql, kind) => {
  test('a page is what the filter takes of all events, in order, behind the cursor', async () => {
    const queries = fc.record({
      filter: filters(events),
      upTo: fc.oneof(fc.constant(count), fc.nat(count)),
      order: fc.constantFrom('asc' as const, 'desc' as const),
      cursor: fc.option(one.map(cursorOf), { nil: undefined }),
      limit: fc.integer({ min: 1, max: 200 }),
      inChunks: fc.boolean(),
    })
    const property = fc.asyncProperty(queries, async (query) => {
      expect(bodies(await historyPage(sql(), query))).toEqual(pageOf(events, query))
    })
    await fc.assert(property, runs(`history pages, ${kind}`, 150))
  })

  test('page by page to the end, in either direction, each match is met once', async () => {
    const walks = fc.record({ filter: filters(events), order: fc.constantFrom('asc' as const, 'desc' as const) })
    const property = fc.asyncProperty(walks, fc.integer({ min: 3, max: 7 }), async ({ filter, order }, pages) => {
      const expected = pageOf(events, { filter, order, upTo: count, limit: count })
      const limit = Math.max(1, Math.ceil(expected.length / pages))
      const found: FoundEvent[] = []
      for (;;) {
        const page = await historyPage(sql(), { filter, order, upTo: count, cursor: found.at(-1), limit, inChunks: true })
        if (page.length === 0) break
        found.push(...page)
      }
      expect(found.map(({ position }) => position)).toEqual(expected.map(({ position }) => position))
    })
    await fc.assert(property, runs(`history walks, ${kind}`, 30))
  })

  test('a cursor may lie beyond everything', async () => {
    const query = { filter: { words: ['run'] }, upTo: count, order: 'desc' as const, limit: 5 }
    const cursor = { position: 999_999_999_999_999, at: Date.parse('9999-12-31T23:59:59.999Z') }
    expect(bodies(await historyPage(sql(), { ...query, filter: {}, cursor }))).toEqual(events.slice(-5).toReversed())
    expect(await historyPage(sql(), { ...query, filter: {}, cursor, order: 'asc' })).toEqual([])
  })

  testStats(sql, kind)
  testPeopleAndSpeech(sql, kind)
})
