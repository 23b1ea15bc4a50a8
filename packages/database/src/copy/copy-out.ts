import { SQL } from 'bun'
import { ArchiveRefusedError } from '../errors.ts'
import { knownMigrations } from './migrations.ts'
import {
  type CopiedTable,
  columnList,
  copiedTables,
  copySettings,
  type DatabaseCopy,
  isAggregate,
  type TableCopy,
} from './tables.ts'

export type CopyOutOptions = {
  url: string
  /** Takes a table's rows in PostgreSQL's text form, from the first byte to the last. */
  onTable: (table: CopiedTable, rows: ReadableStream<Uint8Array>) => Promise<void>
}

/**
 * Copies an archive as it is at one moment, table after table, while others write to it. The rows are in memory a chunk at a
 * time. Rejects with ArchiveRefusedError where the database has no archive or a newer one; other failures are the database's.
 */
export async function copyOut({ url, onTable }: CopyOutOptions): Promise<DatabaseCopy> {
  const sql = new SQL(url, { max: 1, connectionTimeout: 10, idleTimeout: 0 })
  try {
    return await sql.begin('isolation level repeatable read read only', async (transaction) => {
      await transaction.unsafe(copySettings).simple()
      const found = await columnsOf(transaction)
      if (!found.has('archive_state')) throw new ArchiveRefusedError('the database has no archive: start the server once')
      // Before the first row is read: what retention drops from here on waits until the copy is done.
      const stored = [...found.keys()].filter((table) => !isAggregate(table)).map((table) => `landale.${table}`)
      await transaction.unsafe(`lock table ${stored.join(', ')} in access share mode`)
      const state = await stateOf(transaction)
      const tables: Record<string, TableCopy> = {}
      for (const [table, columns] of found) {
        const copy = transaction.unsafe(`copy (select ${columnList(columns)} from landale.${table}) to stdout`)
        await onTable(table, copy.readable())
        tables[table] = { rows: (await copy).count, columns }
      }
      return { ...state, tables }
    })
  } finally {
    await sql.close({ timeout: 0 })
  }
}

/** Of each of our tables that is there, its columns in order. */
async function columnsOf(sql: SQL): Promise<Map<CopiedTable, string[]>> {
  const rows: { name: string; columns: string[] }[] = await sql`
    select c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = to_regnamespace('landale') and c.relkind in ('r', 'v', 'p') group by 1`
  const found = new Map(rows.map(({ name, columns }) => [name, columns]))
  return new Map(
    copiedTables.flatMap((table) => {
      const columns = found.get(table)
      return columns ? [[table, columns]] : []
    }),
  )
}

async function stateOf(sql: SQL): Promise<Omit<DatabaseCopy, 'tables'>> {
  const [server] = await sql`
    select current_setting('server_version') as postgres,
      (select extversion from pg_extension where extname = 'timescaledb') as timescaledb,
      (select relkind::text from pg_class where oid = to_regclass('landale.events_hourly')) = 'v' as is_view`
  const applied: { hash: string }[] = await sql`select hash from landale.migrations order by created_at`
  const [state]: { epoch: string; position: string }[] = await sql`
    select epoch, archived_position::text as position from landale.archive_state`
  const known = new Set(knownMigrations().map(({ hash }) => hash))
  if (applied.some(({ hash }) => !known.has(hash)))
    throw new ArchiveRefusedError('the database was made by another version of Landale: make the backup with that one')
  return {
    postgres: String(server.postgres),
    timescaledb: server.timescaledb === null ? null : String(server.timescaledb),
    aggregates: server.is_view === true ? 'continuous' : 'written',
    migrations: applied.map(({ hash }) => hash),
    epoch: state?.epoch ?? '',
    archivedPosition: Number(state?.position ?? 0),
  }
}
