import { expect, test } from 'bun:test'
import { ArchiveReader, type Capabilities, type Sql } from '../src/index.ts'
import { type Archive, describeServers, refreshAggregates } from './fixture.ts'
import { batchesOf, makeLog } from './made-log.ts'
import { bucketOf, countBy, dayMs } from './recount.ts'

const log = makeLog({ seed: 8, count: 3_000, everyMs: (3 * dayMs) / 3_000 })

/** What TimescaleDB runs by itself: the procedure's name, and how often it is there. */
async function jobs(sql: Sql): Promise<Record<string, number>> {
  const rows = await sql<{ name: string; count: number }[]>`
    select proc_name as name, count(*)::int as count from timescaledb_information.jobs where job_id >= 1000 group by 1`
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]))
}

async function fill(archive: Archive): Promise<void> {
  for (const batch of batchesOf(log, 1_000)) await archive.writer.write(batch)
  await refreshAggregates(archive)
}

async function expectAggregates(sql: Sql): Promise<void> {
  const rows = await sql<{ bucket: Date; type: string; events: number; amount: number }[]>`
    select bucket, type, sum(events)::int as events, sum(amount)::float8 as amount from landale.events_daily group by 1, 2`
  const found = new Map(rows.map(({ bucket, type, events, amount }) => [`${bucket.getTime()} ${type}`, { events, amount }]))
  expect(found).toEqual(countBy(log.events, (event) => `${bucketOf(event, dayMs)} ${event.type}`))
}

async function expectEvents(sql: Sql): Promise<void> {
  const read = await new ArchiveReader(sql).feeds(0, log.events.length, 1, log.events.length)
  expect(read.map(({ body }) => JSON.parse(body))).toEqual([...log.events])
}

const chunkCount = async (sql: Sql) => {
  const [row] = await sql<{ chunks: number }[]>`
    select count(*)::int as chunks from timescaledb_information.chunks where hypertable_name = 'events'`
  return row?.chunks ?? 0
}

/** By what the server is, each branch is run in full where it belongs. */
async function expectFeatures(archive: Archive): Promise<void> {
  const { sql, capabilities } = archive
  await fill(archive)
  await expectAggregates(sql)
  await expectEvents(sql)
  if (capabilities.timescaledb === null) return
  expect(await chunkCount(sql)).toBe(new Set(log.events.map((event) => bucketOf(event, dayMs))).size)
  if (capabilities.license === 'apache') {
    expect(await jobs(sql)).toEqual({})
    return
  }
  expect(await jobs(sql)).toMatchObject({ policy_refresh_continuous_aggregate: 2, policy_compression: 3 })
  // What the policy does to chunks of a week ago.
  await sql`select compress_chunk(chunk, if_not_compressed => true) from show_chunks('landale.events') as chunk`
  await expectEvents(sql)
  await expectAggregates(sql)
  const next = { ...log.events[0], position: log.events.length + 1 }
  const rows = [{ position: next.position, feeds: 1, body: JSON.stringify(next) }]
  // A late event may still come to a chunk that is compressed.
  expect(await archive.writer.write({ rows, sessions: [], snapshots: [] })).toEqual([])
}

function expected(server: 'timescaledb' | 'embedded', license: Capabilities['license']): Partial<Capabilities> {
  if (server === 'embedded')
    return { timescaledb: null, license: null, hypertables: false, columnstore: false, aggregates: 'written' }
  const isCommunity = license === 'timescale'
  return { hypertables: true, columnstore: isCommunity, aggregates: isCommunity ? 'continuous' : 'written' }
}

describeServers((server) => {
  test('the tables are made into what the server can do, and hold the same whatever that is', async () => {
    await using archive = await server.archive()
    expect(archive.capabilities).toMatchObject(expected(server.kind, archive.capabilities.license))
    const [row] = await archive.sql<{ license: string | null }[]>`select current_setting('timescaledb.license', true) as license`
    expect(archive.capabilities.license).toBe((row?.license ?? null) as Capabilities['license'])
    await expectFeatures(archive)
  })

  test('TimescaleDB is left alone where it is not wanted', async () => {
    await using archive = await server.archive('none')
    expect(archive.capabilities).toMatchObject({
      timescaledb: null,
      hypertables: false,
      columnstore: false,
      aggregates: 'written',
    })
    expect([...(await archive.sql`select from pg_extension where extname = 'timescaledb'`)]).toHaveLength(0)
    await fill(archive)
    await expectAggregates(archive.sql)
    await expectEvents(archive.sql)
  })
})
