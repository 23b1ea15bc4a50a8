import { afterAll, beforeAll, describe, setDefaultTimeout } from 'bun:test'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ArchiveWriter, type Capabilities, connect, type Features, migrate, type Sql } from '../src/index.ts'
import { embeddedServer, type TestDatabase, timescaleServer } from './servers.ts'

export type Database = AsyncDisposable & { url: string; sql: Sql }

export type ServerUnderTest = {
  kind: TestDatabase['kind']
  /** An empty database of its own, dropped when its scope ends. */
  database(): Promise<Database>
  /** One that was migrated, with a writer that has claimed it. */
  archive(features?: Features): Promise<Archive>
}

export type Archive = Database & { capabilities: Capabilities; writer: ArchiveWriter }

export const epoch = 'epoch-of-the-tests'

/** The longest that one test may take, on a machine that does other things too; most take a second. */
export const limitMs = 120_000

/** The same tests on TimescaleDB and on the embedded PostgreSQL, each started once a file. */
export function describeServers(body: (server: ServerUnderTest) => void): void {
  setDefaultTimeout(limitMs)
  describe.each([
    { kind: 'timescaledb' as const, open: timescaleServer },
    { kind: 'embedded' as const, open: embeddedServer },
  ])('$kind', ({ kind, open }) => {
    let running: TestDatabase | undefined
    beforeAll(async () => {
      running = await open()
    }, 300_000)
    const database = () => freshDatabase(running?.url ?? '')
    body({ kind, database, archive: async (features) => openArchive(await database(), features) })
    // After what the tests themselves clear away, which is done in the order it was asked for.
    afterAll(async () => {
      await running?.[Symbol.asyncDispose]()
    }, 60_000)
  })
}

async function freshDatabase(server: string): Promise<Database> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await once(server, `create database ${name} template template0`)
  const url = withDatabase(server, name)
  const sql = connectTo(url)
  return {
    url,
    sql,
    async [Symbol.asyncDispose]() {
      await sql.end({ timeout: 1 })
      await once(server, `drop database if exists ${name} with (force)`)
    },
  }
}

async function openArchive(database: Database, features: Features = 'found'): Promise<Archive> {
  const capabilities = await migrate({ url: database.url, features })
  const writer = new ArchiveWriter({ sql: database.sql, capabilities })
  await writer.claim(epoch, Number.MAX_SAFE_INTEGER)
  return { ...database, capabilities, writer }
}

export function connectTo(url: string, max = 4): Sql {
  return connect({ url, max, statementTimeoutMs: limitMs, name: 'landale test' })
}

export async function once(url: string, statement: string): Promise<void> {
  const sql = connectTo(url, 1)
  try {
    await sql.unsafe(statement)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

export function withDatabase(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

/** TimescaleDB's own aggregates lag behind by design; those that the writer keeps never do. */
export async function refreshAggregates({ sql, capabilities }: Archive): Promise<void> {
  if (capabilities.aggregates === 'written') return
  for (const name of ['events_hourly', 'events_daily'])
    await sql.unsafe(`call refresh_continuous_aggregate('landale.${name}', null, null)`)
}

export async function archivedPosition(sql: Sql): Promise<number> {
  const [row] = await sql<{ at: string }[]>`select archived_position as at from landale.archive_state`
  return Number(row?.at)
}

/** What a promise is rejected with; undefined where it is not. */
export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
    return undefined
  } catch (error) {
    return error
  }
}

export function temporaryFolder(): Disposable & { path: string } {
  const path = mkdtempSync(join(tmpdir(), 'landale-database-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

/** The seed of a property test: printed, and taken from FAST_CHECK_SEED to run a failure again. */
export function seedOf(name: string): number {
  const seed = Number(process.env.FAST_CHECK_SEED ?? Math.trunc(Math.random() * 2 ** 31))
  console.log(`${name}: FAST_CHECK_SEED=${seed}`)
  return seed
}
