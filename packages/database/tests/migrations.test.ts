import { expect, test } from 'bun:test'
import {
  ArchiveReader,
  ArchiveRefusedError,
  ArchiveWriter,
  historyPage,
  migrate,
  people,
  type Sql,
  transcripts,
} from '../src/index.ts'
import { connectTo, describeServers, epoch, failureOf, once, temporaryFolder, withDatabase } from './fixture.ts'
import { batchesOf, makeLog } from './made-log.ts'
import { rowsOfState, states, writeMigrations } from './migrations.ts'
import { bucketOf, countBy, dayMs, hourMs } from './recount.ts'

/** All that a database is: its tables' columns, indexes and rows' places, so that any change of it is seen. */
async function shapeOf(sql: Sql): Promise<unknown> {
  const [columns, indexes, applied, tables] = await Promise.all([
    sql`select table_name, column_name, data_type, is_nullable, column_default from information_schema.columns
      where table_schema = 'landale' order by 1, 2`,
    sql`select indexname, indexdef from pg_indexes where schemaname = 'landale' order by 1`,
    sql`select hash, created_at from landale.migrations order by id`,
    sql`select relname, pg_relation_filenode(oid) as file, reltuples from pg_class
      where relnamespace = 'landale'::regnamespace order by 1`,
  ])
  return [[...columns], [...indexes], [...applied], [...tables]]
}

/** The rows of `rowsOfState`, by the readers of today, and an archive that goes on behind them. */
async function expectUsable(sql: Sql, capabilities: Awaited<ReturnType<typeof migrate>>): Promise<void> {
  const found = await historyPage(sql, { filter: { words: ['hello'] }, upTo: 3, order: 'desc', limit: 10 })
  expect(found.map(({ body }) => JSON.parse(body))).toMatchObject([
    { position: 1, source: 'twitch', refs: { to_seq: 1 }, idempotency_key: 'k1', inserted_at: '2025-01-01T10:00:00.001Z' },
  ])
  const read = await new ArchiveReader(sql).feeds(0, 3, 1, 10)
  expect(read.map(({ position }) => position)).toEqual([1, 2, 3])
  expect(read[1]?.body).toBe('{"as": "it was"}')
  expect(await transcripts(sql, { q: 'more', words: ['more'], upTo: 3, limit: 5 })).toMatchObject([{ text: 'one more run' }])
  expect(await people(sql, { limit: 5 })).toMatchObject([{ id: '1', note: 'brings cake', pronouns: 'they/them' }])
  const [row] = await sql`select sum(events)::int as events, sum(amount)::int as amount from landale.events_hourly`
  expect(row).toEqual({ events: 3, amount: 500 })
  const writer = new ArchiveWriter({ sql, capabilities })
  expect(await writer.claim(epoch, 3)).toBe(3)
  const [batch] = batchesOf(makeLog({ seed: 1, count: 200, everyMs: 1_000 }), 200)
  const rows = (batch?.rows ?? []).map(({ position, feeds, body }) => {
    const moved = { ...JSON.parse(body), position: position + 3 }
    return { position: position + 3, feeds, body: JSON.stringify(moved) }
  })
  expect(await writer.write({ rows, sessions: batch?.sessions ?? [], snapshots: [] })).toEqual([])
  expect(await new ArchiveReader(sql).countFeeds(0, 203, 1)).toBe(203)
}

describeServers((server) => {
  test.each(states)('from the state after $tag, with rows in it, to the newest: they are there and usable', async ({ count }) => {
    await using database = await server.database()
    using folder = temporaryFolder()
    writeMigrations(folder.path, count)
    await migrate({ url: database.url, folder: folder.path, features: 'none' })
    await database.sql.unsafe(`drop table landale.events_hourly, landale.events_daily; ${rowsOfState}`)
    await expectUsable(database.sql, await migrate({ url: database.url }))
  })

  test('plain tables of 10,000 events and their sums become what the server can do, with every row', async () => {
    await using archive = await server.archive('none')
    const { sql, url } = archive
    const log = makeLog({ seed: 4, count: 10_000, everyMs: (4 * dayMs) / 10_000 })
    for (const batch of batchesOf(log, 5_000)) await archive.writer.write(batch)
    const capabilities = await migrate({ url })
    expect(capabilities).toMatchObject({ hypertables: server.kind === 'timescaledb', aggregates: 'written' })
    const read = await new ArchiveReader(sql).feeds(0, 10_000, 1, 10_000)
    expect(read.every(({ body }, index) => Bun.deepEquals(JSON.parse(body), log.events[index], true))).toBe(true)
    expect(read).toHaveLength(10_000)
    for (const [table, lengthMs] of [
      ['events_hourly', hourMs],
      ['events_daily', dayMs],
    ] as const) {
      const rows = await sql<{ bucket: Date; type: string; events: number; amount: number }[]>`
          select bucket, type, sum(events)::int as events, sum(amount)::float8 as amount from ${sql(`landale.${table}`)} group by 1, 2`
      const found = new Map(rows.map(({ bucket, type, events, amount }) => [`${bucket.getTime()} ${type}`, { events, amount }]))
      expect(found).toEqual(countBy(log.events, (event) => `${bucketOf(event, lengthMs)} ${event.type}`))
    }
    if (!capabilities.hypertables) return
    const chunks = await sql<{ name: string; chunks: number }[]>`
        select hypertable_name as name, count(*)::int as chunks from timescaledb_information.chunks group by 1 order by 1`
    const days = new Set(log.events.map((event) => bucketOf(event, dayMs))).size
    expect(chunks.find(({ name }) => name === 'events')?.chunks).toBe(days)
    expect(chunks.map(({ name }) => name)).toEqual(['contexts', 'events', 'transcriptions'])
    const left = await sql`select (select count(*)::int from only landale.events) as events`
    expect(left[0]).toEqual({ events: 0 })
  })

  test('twice is once, and several at a time are one', async () => {
    await using database = await server.database()
    const [first, ...others] = await Promise.all([1, 2, 3].map(() => migrate({ url: database.url })))
    const shape = await shapeOf(database.sql)
    expect(others).toEqual([first, first] as never)
    expect(await migrate({ url: database.url })).toEqual(first as never)
    expect(await shapeOf(database.sql)).toEqual(shape)
    expect(await database.sql`select hash from landale.migrations`).toHaveLength(states.length)
  })

  test('interrupted before its end: nothing is half done, and the next one completes it', async () => {
    await using database = await server.database()
    const { sql, url } = database
    using folder = temporaryFolder()
    writeMigrations(folder.path, states.length, {
      slow: 'create table landale.half_done (n int);--> statement-breakpoint\nselect pg_sleep(60)',
    })
    const interrupted = failureOf(migrate({ url, folder: folder.path }))
    const asleep = () =>
      sql`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'landale migrations' and datname = current_database() and query like '%pg_sleep%'`
    while ((await asleep()).length === 0) await Bun.sleep(10)
    expect(await interrupted).toBeInstanceOf(Error)
    expect([
      ...(await sql`select to_regclass('landale.half_done')::text as half, to_regclass('landale.events')::text as events`),
    ]).toEqual([{ half: null, events: null }])
    await migrate({ url })
    await sql.unsafe(rowsOfState.replaceAll('\n', ' '))
    await using other = await server.database()
    await migrate({ url: other.url })
    expect(await namesIn(sql)).toEqual(await namesIn(other.sql))
  })

  test('a database of a newer Landale is refused, and stays as it is', async () => {
    await using database = await server.database()
    using folder = temporaryFolder()
    writeMigrations(folder.path, states.length, { newer: 'create table landale.of_tomorrow (n int)' })
    await migrate({ url: database.url, folder: folder.path })
    const shape = await shapeOf(database.sql)
    const refused = await failureOf(migrate({ url: database.url }))
    expect(refused).toBeInstanceOf(ArchiveRefusedError)
    expect(refused).toMatchObject({ retryable: false, message: expect.stringContaining('newer version of Landale; update') })
    expect(await shapeOf(database.sql)).toEqual(shape)
  })

  test('who owns the database and no more can migrate it', async () => {
    await using database = await server.database()
    const { sql } = database
    const role = `owner_${new URL(database.url).pathname.slice(1)}`
    await sql.unsafe(`create role ${role} login password 'secret'`)
    try {
      await sql.unsafe(`create database ${role} owner ${role} template template0`)
      const url = new URL(withDatabase(database.url, role))
      url.username = role
      url.password = 'secret'
      const capabilities = await migrate({ url: url.href })
      expect(await migrate({ url: url.href })).toEqual(capabilities)
      const owner = connectTo(url.href)
      try {
        expect(await new ArchiveWriter({ sql: owner, capabilities }).claim(epoch, 0)).toBe(0)
      } finally {
        await owner.end({ timeout: 1 })
      }
    } finally {
      await once(database.url, `drop database if exists ${role} with (force)`)
      await once(database.url, `drop role ${role}`)
    }
  })
})

/** Tables and indexes by name, TimescaleDB's own aside. */
async function namesIn(sql: Sql): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'landale'::regnamespace order by 1`
  return rows.map(({ name }) => name)
}
