import { join } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyAll } from 'drizzle-orm/postgres-js/migrator'
import { connect } from './connection.ts'
import { ArchiveRefusedError } from './errors.ts'
import { type Capabilities, type Features, setUp } from './timescale/set-up.ts'

/** Any number that nobody else is likely to lock by: "landale" on a phone's keys. */
const lockKey = 5_263_253
const oldestVersion = 170_000

export type MigrateOptions = {
  url: string
  /** Where the migrations lie; the package's own. A test gives a folder that ends earlier. */
  folder?: string
  /** Leaves TimescaleDB alone, though it is there. */
  features?: Features
}

export const migrationsFolder = join(import.meta.dir, '../migrations')

/**
 * Brings the database to the newest schema, forward only, and then to what its server can do. One at a time, under an advisory
 * lock; all pending migrations in one transaction, so that one which was interrupted left nothing; what follows is idempotent.
 * Rejects with ArchiveRefusedError where the database is too old, or newer than this version of Landale.
 */
export async function migrate({ url, folder = migrationsFolder, features = 'found' }: MigrateOptions): Promise<Capabilities> {
  await using stack = new AsyncDisposableStack()
  const sql = connect({ url, max: 1, statementTimeoutMs: 0, name: 'landale migrations' })
  stack.defer(() => sql.end({ timeout: 1 }))
  await sql`select pg_advisory_lock(${lockKey})`
  await checkVersion(sql)
  await refuseNewer(sql, folder)
  await applyAll(drizzle(sql), { migrationsFolder: folder, migrationsSchema: 'landale', migrationsTable: 'migrations' })
  return await setUp(sql, features)
}

async function checkVersion(sql: ReturnType<typeof connect>): Promise<void> {
  const [row] = await sql<{ number: number; text: string }[]>`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as text`
  if ((row?.number ?? 0) >= oldestVersion) return
  throw new ArchiveRefusedError(`the archive needs PostgreSQL 17 or newer; this server is ${row?.text ?? 'older'}`)
}

/** A database of a newer Landale may hold what this one would not understand: it is left as it is. */
async function refuseNewer(sql: ReturnType<typeof connect>, folder: string): Promise<void> {
  const [table] = await sql<{ found: boolean }[]>`select to_regclass('landale.migrations') is not null as found`
  if (table?.found !== true) return
  const [last] = await sql<{ at: string | null }[]>`select max(created_at)::text as at from landale.migrations`
  const newest = readMigrationFiles({ migrationsFolder: folder }).at(-1)?.folderMillis ?? 0
  if (Number(last?.at ?? 0) <= newest) return
  throw new ArchiveRefusedError('the database was made by a newer version of Landale; update, or set DATABASE_URL to another one')
}
