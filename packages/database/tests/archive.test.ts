import { expect, test } from 'bun:test'
import { type Event, feedBit } from '@landale/protocol'
import { ArchiveReader, type FoundEvent, historyPage, type Sql } from '../src/index.ts'
import { archivedPosition, describeServers, refreshAggregates } from './fixture.ts'
import { batchesOf, makeLog } from './made-log.ts'
import { bucketOf, countBy, dayMs, hourMs } from './recount.ts'
import { expectTables } from './tables.ts'

const count = 200_000
const pageSize = 20_000
/** What feeds and the history are read through by; the sessions are read whole. */
const part = 40_000
const log = makeLog({ seed: 20_260_301, count, everyMs: 1_000 })
const forever = { from: new Date(0), to: new Date('2100-01-01T00:00:00Z') }

describeServers((server) => {
  test(`${count} events go in and come out, once, in order, field by field; and what is made of them is what they say`, async () => {
    await using archive = await server.archive()
    const { sql, writer } = archive
    for (const batch of batchesOf(log, 5_000)) expect(await writer.write(batch)).toEqual([])
    expect(await archivedPosition(sql)).toBe(count)
    await refreshAggregates(archive)
    await sessionsRead(sql)
    await feedsRead(sql)
    await historyReads(sql)
    await aggregatesAgree(sql)
    await expectTables(sql, log.events)
  })
})

function same(bodies: readonly { body: string }[], events: readonly Event[]): void {
  expect(bodies).toHaveLength(events.length)
  for (const [index, { body }] of bodies.entries()) {
    const event = events[index]
    // Their own equality is a hundred times faster; where it says no, the matcher says why.
    const found: unknown = JSON.parse(body)
    if (!Bun.deepEquals(found, event, true)) expect(found).toEqual(event)
  }
}

async function sessionsRead(sql: Sql): Promise<void> {
  const reader = new ArchiveReader(sql)
  for (const session of new Set(log.events.map((event) => event.session))) {
    const own = log.events.filter((event) => event.session === session)
    for (let after = 0; after < own.length; after += pageSize) {
      const page = await reader.session(session, after, pageSize, forever)
      same(page.events, own.slice(after, after + pageSize))
      expect(page.earliest).toBe(1)
    }
    expect(await reader.session(session, own.length, 10, forever)).toEqual({ events: [], earliest: 1 })
  }
  expect(await reader.session('nobody', 0, 10, forever)).toEqual({ events: [], earliest: undefined })
}

async function feedsRead(sql: Sql): Promise<void> {
  const reader = new ArchiveReader(sql)
  expect(await reader.firstPosition()).toBe(1)
  for (const [feeds, from] of [
    [feedBit('all'), count - part],
    [feedBit('obs') | feedBit('goals'), 0],
  ] as const) {
    const own = log.events.slice(from).filter((_, index) => ((log.rows[from + index]?.feeds ?? 0) & feeds) !== 0)
    expect(await reader.countFeeds(from, count, feeds)).toBe(own.length)
    let after: number = from
    for (let read = 0; read < own.length; read += pageSize) {
      const page = await reader.feeds(after, count, feeds, pageSize)
      same(page, own.slice(read, read + pageSize))
      after = page.at(-1)?.position ?? count
    }
    expect(await reader.feeds(after, count, feeds, pageSize)).toEqual([])
  }
}

async function historyReads(sql: Sql): Promise<void> {
  for (const order of ['asc', 'desc'] as const) {
    const upTo = order === 'asc' ? part : count - part
    const own = log.events.slice(order === 'asc' ? 0 : upTo - part, upTo)
    let cursor: FoundEvent | undefined
    for (let read = 0; read < part; read += pageSize) {
      const page = await historyPage(sql, { filter: {}, upTo, order, cursor, limit: pageSize })
      const expected = order === 'asc' ? own.slice(read, read + pageSize) : own.toReversed().slice(read, read + pageSize)
      same(page, expected)
      expect(page.map(({ at }) => at)).toEqual(expected.map(({ inserted_at }) => Date.parse(inserted_at)))
      cursor = page.at(-1)
    }
    if (order === 'asc') expect(await historyPage(sql, { filter: {}, upTo, order, cursor, limit: 1 })).toEqual([])
  }
}

async function aggregatesAgree(sql: Sql): Promise<void> {
  type Row = { bucket: Date; type: string; origin: string; actor?: string; events: string; amount: string }
  const asMap = (rows: Row[]) =>
    new Map(
      rows.map(({ bucket, type, origin, actor = '', events, amount }) => [
        `${bucket.getTime()} ${type} ${origin} ${actor}`,
        { events: Number(events), amount: Number(amount) },
      ]),
    )
  const recount = (lengthMs: number, actorOf: (event: Event) => string) =>
    countBy(log.events, (event) => `${bucketOf(event, lengthMs)} ${event.type} ${event.metadata.origin} ${actorOf(event)}`)
  expect(asMap(await sql<Row[]>`select * from landale.events_hourly`)).toEqual(recount(hourMs, () => ''))
  expect(asMap(await sql<Row[]>`select * from landale.events_daily`)).toEqual(recount(dayMs, ({ actor }) => actor))
}
