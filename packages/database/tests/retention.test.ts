import { expect, test } from 'bun:test'
import type { Event } from '@landale/protocol'
import { ArchiveReader, retain, type Sql } from '../src/index.ts'
import { type Archive, describeServers, refreshAggregates } from './fixture.ts'
import { batchesOf, type MadeLog, makeLog, rowOf } from './made-log.ts'
import { dayMs } from './recount.ts'

const midnight = Date.parse('2026-03-01T00:00:00Z')
const made = makeLog({ seed: 5, count: 3_000, everyMs: (10 * dayMs) / 3_000, startsAt: midnight })
const last = made.events.at(-1)
const now = Math.ceil(Date.parse(last?.inserted_at ?? '') / dayMs) * dayMs
const daysBefore = (days: number) => now - days * dayMs
const timeOf = ({ inserted_at }: Event) => Date.parse(inserted_at)
const firstSince = (at: number) => made.events.find((event) => timeOf(event) >= at)

/** Events that are set aside: one at the beginning, one in the last day. */
const rejected = [10, made.events.length - 10]
const events = made.events.map((event) => (rejected.includes(event.position) ? { ...event, payload: { text: '\0' } } : event))
const log: MadeLog = { events, rows: events.map(rowOf) }

async function fill(archive: Archive): Promise<void> {
  for (const batch of batchesOf(log, 5_000)) await archive.writer.write(batch)
  await refreshAggregates(archive)
}

const positions = async (sql: Sql, table: string) =>
  [...(await sql.unsafe(`select position::int from landale.${table} order by 1`))].map(({ position }) => position)
const kept = (since: number, type?: string) =>
  events.filter((event) => timeOf(event) >= since && (type === undefined || event.type === type)).map(({ position }) => position)
const aggregates = async (sql: Sql) => [
  ...(await sql`select bucket, type, origin, events, amount from landale.events_hourly order by 1, 2, 3`),
  ...(await sql`select bucket, type, origin, actor, events, amount from landale.events_daily order by 1, 2, 3, 4`),
]

describeServers((server) => {
  test('events and transcriptions go after their own number of days; what was counted of them stays, and the readers know what is gone', async () => {
    await using archive = await server.archive()
    const { sql, capabilities } = archive
    await fill(archive)
    const before = await aggregates(sql)
    const reader = new ArchiveReader(sql)
    expect(await reader.firstPosition()).toBe(1)

    const days = { eventsDays: 4, transcriptionsDays: 7 }
    expect(await retain(sql, capabilities, days, now)).toBeGreaterThan(0)
    expect(await positions(sql, 'events')).toEqual(kept(daysBefore(4)))
    expect(await positions(sql, 'contexts')).toEqual(kept(daysBefore(4), 'context.captured'))
    expect(await positions(sql, 'transcriptions')).toEqual(kept(daysBefore(7), 'utterance.transcribed'))
    expect(await positions(sql, 'archive_rejects')).toEqual(rejected.slice(1))
    expect(await aggregates(sql)).toEqual(before)

    const first = firstSince(daysBefore(4))
    expect(await reader.firstPosition()).toBe(first?.position ?? 0)
    const during = { from: new Date(0), to: new Date(now) }
    for (const session of new Set(events.map((event) => event.session))) {
      const own = events.filter((event) => event.session === session && timeOf(event) >= daysBefore(4))
      const page = await reader.session(session, 0, 3, during)
      expect(page.earliest).toBe(own[0]?.seq)
      expect(page.events.map(({ seq }) => seq)).toEqual(own.slice(0, 3).map(({ seq }) => seq))
    }
    // Once more at the same time: nothing is left to go.
    expect(await retain(sql, capabilities, days, now)).toBe(0)
  })

  test('0 keeps for ever', async () => {
    await using archive = await server.archive()
    await fill(archive)
    const later = now + 10_000 * dayMs
    expect(await retain(archive.sql, archive.capabilities, { eventsDays: 0, transcriptionsDays: 0 }, later)).toBe(0)
    expect(await positions(archive.sql, 'events')).toHaveLength(events.length)
    await retain(archive.sql, archive.capabilities, { eventsDays: 0, transcriptionsDays: 1 }, later)
    expect(await positions(archive.sql, 'events')).toHaveLength(events.length)
    expect(await positions(archive.sql, 'transcriptions')).toEqual([])
    expect(await positions(archive.sql, 'archive_rejects')).toEqual(rejected)
  })

  test('where every event is gone, so is every one that was set aside; and the archive goes on where it was', async () => {
    await using archive = await server.archive()
    await fill(archive)
    const later = now + 10_000 * dayMs
    await retain(archive.sql, archive.capabilities, { eventsDays: 1, transcriptionsDays: 1 }, later)
    expect(await positions(archive.sql, 'events')).toEqual([])
    expect(await new ArchiveReader(archive.sql).firstPosition()).toBeUndefined()
    expect(await positions(archive.sql, 'archive_rejects')).toEqual([])
    const [next] = events
    if (!next || !last) throw new Error('there are events')
    const inserted_at = new Date(later).toISOString()
    const event = { ...next, position: last.position + 1, seq: 99_999, inserted_at }
    expect(await archive.writer.write({ rows: [rowOf(event)], sessions: [], snapshots: [] })).toEqual([])
    expect(await new ArchiveReader(archive.sql).firstPosition()).toBe(event.position)
  })

  test('in tables that are plain the days are those of the clock, to the millisecond', async () => {
    await using archive = await server.archive('none')
    await fill(archive)
    const [first] = events
    const at = now - Math.floor((now - timeOf(first ?? events[0] ?? (made.events[0] as Event))) / 2)
    await retain(archive.sql, archive.capabilities, { eventsDays: 1, transcriptionsDays: 0 }, at + dayMs)
    expect(await positions(archive.sql, 'events')).toEqual(kept(at))
  })
})
