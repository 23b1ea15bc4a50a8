import { expect, test } from 'bun:test'
import { type Event, feedBit } from '@landale/protocol'
import fc from 'fast-check'
import { type ArchiveReader, EventLog, type StoredEvent } from '../src/index.ts'
import { appended, note, seedOf, temporaryFolder } from './fixture.ts'
import { published } from './log-contract.ts'

type Row = StoredEvent & { session: string; feeds: number }

/** An archive as a log sees it: rows by position, asked for by page. */
function archiveOf(rows: readonly Row[]): ArchiveReader {
  const inFeeds = (after: number, upTo: number, feeds: number) =>
    rows.filter((row) => row.position > after && row.position <= upTo && (row.feeds & feeds) !== 0)
  return {
    firstPosition: 1,
    readSession: async ({ id }, after, limit) => ({
      events: rows.filter((row) => row.session === id && row.seq > after).slice(0, limit),
      earliest: 1,
    }),
    readFeeds: async (after, upTo, feeds, limit) => inFeeds(after, upTo, feeds).slice(0, limit),
    countFeeds: async (after, upTo, feeds) => inFeeds(after, upTo, feeds).length,
  }
}

test('hot and archived parts read as one: any page of a trimmed log is the page of a full scan, and its keys are still known', async () => {
  await using stack = new AsyncDisposableStack()
  const folder = stack.use(temporaryFolder())
  const rows: Row[] = []
  let now = Date.parse('2026-03-01T20:00:00Z')
  const log = stack.use(new EventLog({ folder: folder.path, clock: () => now, archive: archiveOf(rows) }))
  log.createSession({ id: 'other' })
  const all: Row[] = []
  log.subscribe((events) => {
    for (const { position, seq, body, feeds, event } of events) all.push({ position, seq, body, feeds, session: event.session })
  })
  for (let n = 0; n < 60; n += 1) {
    const events = [note(`${n}`, { idempotency_key: `k${n}`, ...(n % 3 === 0 ? { source: 'obs' } : undefined) })]
    await log.append({ session: n % 4 === 0 ? 'other' : 'current', events })
  }
  await published(log)
  rows.push(...all.slice(0, 41))
  log.setArchivedPosition(41)
  now += 25 * 3_600_000
  expect(log.trim().events).toBe(41)

  const current = log.session('current')?.id ?? ''
  const bodies = (events: readonly StoredEvent[]) => events.map(({ body }) => (JSON.parse(body) as Event).position)
  await fc.assert(
    fc.asyncProperty(
      fc.nat(60),
      fc.nat(60),
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom('other', current),
      async (after, upTo, limit, session) => {
        const page = await log.readSession(session, { after, limit })
        expect(bodies(page?.events ?? [])).toEqual(
          bodies(all.filter((row) => row.session === session && row.seq > after).slice(0, limit)),
        )
        for (const feeds of [feedBit('all'), feedBit('obs')]) {
          const range = all.filter((row) => row.position > after && row.position <= upTo && (row.feeds & feeds) !== 0)
          expect(bodies(await log.readFeeds({ after, upTo, feeds, limit }))).toEqual(bodies(range.slice(0, limit)))
          expect(await log.countFeeds({ after, upTo, feeds })).toBe(range.length)
        }
      },
    ),
    { seed: seedOf('archive seam'), numRuns: 300 },
  )
  const retry = appended(await log.append({ session: 'current', events: [note('1', { idempotency_key: 'k1' })] }))
  expect(retry.events).toEqual([{ seq: 1, position: 2, deduped: true }])
})
