import { expect, test } from 'bun:test'
import { type Event, feedBit } from '@landale/protocol'
import { ArchiveReader, historyPage, type Sql } from '../src/index.ts'
import { archivedPosition, describeServers } from './fixture.ts'
import { makeLog, rowOf } from './made-log.ts'
import { antidotes, poisons, spoken } from './poisons.ts'

const { events: healthy } = makeLog({ seed: 7, count: 5_000, everyMs: 1_000 })

/** The healthy log with some of its events made into others. */
function logWith(changes: ReadonlyMap<number, (event: Event) => Event>, count = healthy.length) {
  const events = healthy.slice(0, count).map((event) => changes.get(event.position)?.(event) ?? event)
  return { events, batch: { rows: events.map(rowOf), sessions: [], snapshots: [] } }
}

async function rejectsOf(sql: Sql) {
  return await sql<{ position: number; reason: string; body: string }[]>`
    select position::int, reason, body from landale.archive_rejects order by position`
}

/** Everything that is there, whoever asks: in place, and as the log has it. */
async function expectAll(sql: Sql, events: readonly Event[], rejected: readonly number[]): Promise<void> {
  const count = events.length
  expect(await archivedPosition(sql)).toBe(count)
  const read = await new ArchiveReader(sql).feeds(0, count, feedBit('all'), count)
  expect(read.map(({ position }) => position)).toEqual(events.map(({ position }) => position))
  const page = await historyPage(sql, { filter: {}, upTo: count, order: 'asc', limit: count })
  for (const [index, event] of events.entries()) {
    expect(page[index]?.body).toBe(read[index]?.body)
    if (rejected.includes(event.position)) expect(read[index]?.body).toBe(JSON.stringify(event))
    else expect(JSON.parse(read[index]?.body ?? '')).toEqual(event)
  }
  const [sum] = await sql<{ events: number }[]>`select sum(events)::int as events from landale.events_hourly`
  expect(sum?.events).toBe(count)
}

describeServers((server) => {
  test('each by itself, among healthy ones: it is set aside with its reason, and read as the log has it', async () => {
    await using archive = await server.archive()
    const { events, batch } = logWith(new Map(poisons.map(({ event }, index) => [index * 8 + 4, event])), poisons.length * 8)
    for (const [index, { name, reason }] of poisons.entries()) {
      const rows = batch.rows.slice(index * 8, index * 8 + 8)
      const rejects = await archive.writer.write({ ...batch, rows })
      const expected = [{ position: index * 8 + 4, reason: expect.stringMatching(reason) }]
      expect({ name, rejects }).toEqual({ name, rejects: expected })
    }
    const rejected = poisons.map((_, index) => index * 8 + 4)
    expect((await rejectsOf(archive.sql)).map(({ position, body }) => [position, body])).toEqual(
      rejected.map((position) => [position, batch.rows[position - 1]?.body ?? '']),
    )
    await expectAll(archive.sql, events, rejected)
  })

  test('one as deep as JSON can be made is set aside, and what is behind it is not blocked', async () => {
    await using archive = await server.archive()
    const { batch } = logWith(new Map(), 3)
    const body = (batch.rows[1]?.body ?? '').replace(
      '"payload":{',
      `"payload":{"deep":${'['.repeat(30_000)}${']'.repeat(30_000)},`,
    )
    const rows = batch.rows.map((row) => (row.position === 2 ? { ...row, body } : row))
    const expected = [{ position: 2, reason: expect.stringContaining('stack depth') }]
    expect(await archive.writer.write({ ...batch, rows })).toEqual(expected)
    const read = await new ArchiveReader(archive.sql).feeds(0, 3, feedBit('all'), 3)
    expect(read.map(({ position }) => position)).toEqual([1, 2, 3])
    // Not by a matcher, which would follow it down.
    expect(read[1]?.body === body).toBe(true)
  })

  test('many in one batch: each is set aside, and all around them goes in', async () => {
    await using archive = await server.archive()
    // Anywhere, neighbours, and both ends.
    const places = [...poisons.map((_, index) => 1 + ((index * 977) % healthy.length)), 2, 3, 4_999, 5_000]
    const changes = new Map(
      places.map((position, index) => [position, poisons[index % poisons.length]?.event ?? ((event: Event) => event)]),
    )
    antidotes.forEach(({ event }, index) => {
      changes.set(2_500 + index, event)
    })
    const { events, batch } = logWith(changes)
    const rejected = [...new Set(places)].sort((a, b) => a - b)
    expect((await archive.writer.write(batch)).map(({ position }) => position)).toEqual(rejected)
    expect((await rejectsOf(archive.sql)).map(({ position }) => position)).toEqual(rejected)
    await expectAll(archive.sql, events, rejected)
  })

  test('what is only odd goes in, and nothing is made of it', async () => {
    await using archive = await server.archive()
    const { events, batch } = logWith(new Map(antidotes.map(({ event }, index) => [index + 1, event])), antidotes.length)
    expect(await archive.writer.write(batch)).toEqual([])
    await expectAll(archive.sql, events, [])
    const [made] = await archive.sql`
      select (select count(*)::int from landale.transcriptions) as transcriptions, (select count(*)::int from landale.runs) as runs,
        (select count(*)::int from landale.events where amount is not null) as amounts`
    expect(made).toEqual({ transcriptions: 0, runs: 0, amounts: 0 })
  })

  test('what a payload calls its position, session or time does not move what was said', async () => {
    await using archive = await server.archive()
    const lies = { position: 1, session: 'another', seq: 9, inserted_at: '1999-01-01T00:00:00Z', words: 'x' }
    const { events, batch } = logWith(
      new Map([[4, (event: Event): Event => ({ ...event, type: 'utterance.transcribed', payload: { ...spoken, ...lies } })]]),
      8,
    )
    expect(await archive.writer.write(batch)).toEqual([])
    await expectAll(archive.sql, events, [])
    const said = await archive.sql`
      select position::int, session, seq::int, inserted_at, words::text as words from landale.transcriptions where text = ${spoken.text}`
    const { position, session, seq, inserted_at } = events[3] ?? healthy[0] ?? {}
    expect(said[0]).toEqual({
      position,
      session,
      seq,
      inserted_at: new Date(inserted_at ?? 0),
      words: "'all' 'more' 'one' 'right' 'run'",
    })
  })

  test('a session’s title and a snapshot that PostgreSQL cannot hold do not keep the events from going in', async () => {
    await using archive = await server.archive()
    const { events, batch } = logWith(new Map(), 20)
    const sessions = [
      {
        id: events[0]?.session ?? '',
        title: 'a\0b \ud83d 👍',
        metadata: { 'k\0': '\udc31' },
        kind: 'custom' as const,
        last_seq: 20,
        created_at: '2026-03-01T20:00:00.000Z',
        updated_at: '2026-03-01T20:00:00.000Z',
      },
    ]
    const snapshots = [{ name: 'chat', position: 20, value: { last: 'a\0b \ud83d 👍' } }]
    expect(await archive.writer.write({ ...batch, sessions, snapshots })).toEqual([])
    await expectAll(archive.sql, events, [])
    expect([...(await archive.sql`select title, metadata from landale.sessions`)]).toEqual([
      { title: 'a\ufffdb \ufffd 👍', metadata: { 'k\ufffd': '\ufffd' } },
    ])
    expect([...(await archive.sql`select value from landale.snapshots`)]).toEqual([{ value: { last: 'a\ufffdb \ufffd 👍' } }])
  })

  test('more in an hour than a sum can hold: what is beyond is set aside, and counted', async () => {
    await using archive = await server.archive()
    const cheer = (event: Event): Event => ({
      ...event,
      type: 'channel.cheered',
      payload: { user: { id: '1', login: 'a', name: 'A' }, bits: Number.MAX_SAFE_INTEGER, is_anonymous: false },
      metadata: { ...event.metadata, origin: 'live' },
      inserted_at: healthy[0]?.inserted_at ?? '',
    })
    const count = 1_030
    const { events, batch } = logWith(new Map(healthy.slice(0, count).map(({ position }) => [position, cheer])), count)
    const rejects = await archive.writer.write(batch)
    expect(rejects.map(({ position }) => position)).toEqual([1_025, 1_026, 1_027, 1_028, 1_029, 1_030])
    expect(rejects[0]?.reason).toContain('out of range')
    await expectAll(archive.sql, events, [1_025, 1_026, 1_027, 1_028, 1_029, 1_030])
  })
})
