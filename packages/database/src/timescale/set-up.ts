import type { Sql } from '../connection.ts'
import { aggregates } from './aggregates.ts'

/** `found`: whatever the server has. `none`: as if it were plain PostgreSQL. */
export type Features = 'found' | 'none'

/** What the database's server can do, and so what was made of the tables. */
export type Capabilities = {
  postgres: string
  /** TimescaleDB's version; null where it is not there. */
  timescaledb: string | null
  license: 'apache' | 'timescale' | null
  /** Whether events, transcriptions and contexts are cut into chunks of a day. */
  hypertables: boolean
  /** Whether chunks older than a week are compressed by column. */
  columnstore: boolean
  /** Who keeps `events_hourly` and `events_daily`: TimescaleDB, or the writer. */
  aggregates: 'continuous' | 'written'
}

/** How long a chunk is of each. Of speech and contexts a day would be so little that no index is worth a look. */
export const hypertables = { events: '1 day', transcriptions: '7 days', contexts: '7 days' } as const

/** Makes of the tables what the server can, once; what is so already stays. Asked for once a connection, and then known. */
export async function setUp(sql: Sql, features: Features): Promise<Capabilities> {
  const found = await look(sql, features)
  if (found.timescaledb !== null) await makeHypertables(sql)
  const license = found.timescaledb === null ? null : await licenseOf(sql)
  const isCommunity = license === 'timescale'
  await makeAggregates(sql, isCommunity)
  if (isCommunity) await makeColumnstore(sql)
  const aggregates = await keeperOfAggregates(sql)
  return {
    postgres: found.postgres,
    timescaledb: found.timescaledb,
    license,
    hypertables: found.timescaledb !== null,
    columnstore: isCommunity,
    aggregates,
  }
}

async function look(sql: Sql, features: Features): Promise<{ postgres: string; timescaledb: string | null }> {
  const [row] = await sql<{ postgres: string; available: boolean; preloaded: boolean }[]>`
    select current_setting('server_version') as postgres,
      exists (select from pg_available_extensions where name = 'timescaledb') as available,
      exists (select from pg_settings where name = 'timescaledb.disable_load') as preloaded`
  const postgres = row?.postgres ?? ''
  if (features === 'none' || row?.available !== true || !row.preloaded) return { postgres, timescaledb: null }
  // Where it is not there yet it may take a superuser to create it: without one the tables stay plain.
  await sql`create extension if not exists timescaledb schema public`.catch(() => undefined)
  const [extension] = await sql<
    { version: string }[]
  >`select extversion as version from pg_extension where extname = 'timescaledb'`
  return { postgres, timescaledb: extension?.version ?? null }
}

async function licenseOf(sql: Sql): Promise<'apache' | 'timescale'> {
  const [row] = await sql<{ license: string | null }[]>`select current_setting('timescaledb.license', true) as license`
  return row?.license === 'timescale' ? 'timescale' : 'apache'
}

async function makeHypertables(sql: Sql): Promise<void> {
  for (const [table, interval] of Object.entries(hypertables)) {
    const [row] = await sql<{ done: boolean }[]>`
      select exists (select from timescaledb_information.hypertables
        where hypertable_schema = 'landale' and hypertable_name = ${table}) as done`
    if (row?.done === true) continue
    // A plain table that became a hypertable late takes its rows along.
    await sql`select create_hypertable(${`landale.${table}`}::regclass, by_range('inserted_at', ${interval}::interval),
      create_default_indexes => false, migrate_data => true)`
  }
}

async function kindOf(sql: Sql, name: string): Promise<'table' | 'view' | undefined> {
  const [row] = await sql<
    { kind: string }[]
  >`select relkind::text as kind from pg_class where oid = to_regclass(${`landale.${name}`})`
  if (row === undefined) return undefined
  return row.kind === 'v' ? 'view' : 'table'
}

/** What they were made as they stay: tables that the writer keeps hold what retention may have let go of. */
async function makeAggregates(sql: Sql, isCommunity: boolean): Promise<void> {
  for (const [name, { ordinary, continuous, policy }] of Object.entries(aggregates)) {
    if ((await kindOf(sql, name)) === undefined) await sql.unsafe(isCommunity ? continuous : ordinary)
    if (isCommunity && (await kindOf(sql, name)) === 'view') await sql.unsafe(policy)
  }
}

async function keeperOfAggregates(sql: Sql): Promise<'continuous' | 'written'> {
  return (await kindOf(sql, 'events_hourly')) === 'view' ? 'continuous' : 'written'
}

async function makeColumnstore(sql: Sql): Promise<void> {
  for (const table of Object.keys(hypertables)) {
    const [row] = await sql<{ done: boolean }[]>`
      select compression_enabled as done from timescaledb_information.hypertables
        where hypertable_schema = 'landale' and hypertable_name = ${table}`
    if (row?.done !== true) {
      await sql.unsafe(`alter table landale.${table} set (timescaledb.enable_columnstore,
        timescaledb.segmentby = 'session', timescaledb.orderby = 'inserted_at desc, position desc')`)
    }
    await sql.unsafe(`call add_columnstore_policy('landale.${table}', after => interval '7 days', if_not_exists => true)`)
  }
}
