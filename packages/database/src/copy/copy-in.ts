import { SQL } from 'bun'
import { ArchiveRefusedError } from '../errors.ts'
import { partsOf } from './parts.ts'
import { aggregateUnits, columnList, copiedTables, copySettings, type DatabaseCopy, isAggregate } from './tables.ts'

export type CopyInOptions = {
  url: string
  copy: Pick<DatabaseCopy, 'tables' | 'aggregates' | 'archivedPosition'>
  /** The epoch of the log that the archive belongs to from now on. */
  epoch: string
  /** A table's rows, as `copyOut` gave them. */
  rowsOf: (table: string) => ReadableStream<Uint8Array>
  onTable?: (table: string) => void
  /** Gives the load up; nothing of it is kept. */
  signal?: AbortSignal
}

/** Days of a hypertable that are filled in one transaction: what bounds the locks it holds, some ten for each. */
const partDays = 50

/**
 * Fills an archive that was just made. Rejects where a row does not fit, where a table comes out with another number of rows than
 * its copy has, or where the database fails; then the caller removes it. No server takes it before it is whole.
 */
export async function copyIn(options: CopyInOptions): Promise<void> {
  const { url, epoch, copy, signal } = options
  const sql = new SQL(url, { max: 1, connectionTimeout: 10, idleTimeout: 0 })
  try {
    // First: a server that starts on what an interrupted restore left is told that it is not its archive.
    await sql`insert into landale.archive_state (epoch, archived_position) values (${epoch}, 0)`
    for (const table of copiedTables) if (table !== 'archive_state' && copy.tables[table]) await load(sql, table, options)
    if (copy.aggregates === 'continuous') await sql.begin(recount)
    await refresh(sql)
    signal?.throwIfAborted()
    await sql`update landale.archive_state set archived_position = ${copy.archivedPosition}`
    for (const table of copiedTables) if (!isAggregate(table)) await sql.unsafe(`analyze landale.${table}`)
  } finally {
    await sql.close({ timeout: 0 })
  }
}

async function load(sql: SQL, table: string, { copy, rowsOf, onTable, signal }: CopyInOptions): Promise<void> {
  const { rows, columns } = copy.tables[table] ?? { rows: 0, columns: [] }
  onTable?.(table)
  // What TimescaleDB keeps itself it counts itself.
  if (isAggregate(table) && (await isView(sql, table))) return
  const column = columns.indexOf('inserted_at')
  let count = 0
  for await (const part of partsOf(rowsOf(table), { column, maxDays: column < 0 ? 1 : partDays })) {
    await sql.begin(async (transaction) => {
      await transaction.unsafe(copySettings).simple()
      const query = transaction.unsafe(`copy landale.${table} (${columnList(columns)}) from stdin`)
      await part.pipeTo(query.writable(), signal ? { signal } : undefined)
      count += (await query).count
    })
  }
  if (count !== rows) throw new ArchiveRefusedError(`${table}: ${count} rows went in, and the backup has ${rows}`)
}

async function isView(sql: SQL, table: string): Promise<boolean> {
  const [row] = await sql`select relkind::text as kind from pg_class where oid = to_regclass(${`landale.${table}`})`
  return row?.kind === 'v'
}

/** TimescaleDB's counts lag behind by design: those of which every event is here are counted anew. */
async function recount(sql: SQL): Promise<void> {
  for (const [table, unit] of Object.entries(aggregateUnits)) {
    if (await isView(sql, table)) continue
    const keys = table === 'events_daily' ? 'type, origin, actor' : 'type, origin'
    const whole = `(select case when min(position) = 1 then '-infinity'::timestamptz
      else date_trunc('${unit}', min(inserted_at), 'UTC') + interval '1 ${unit}' end from landale.events)`
    await sql.unsafe(`delete from landale.${table} where bucket >= ${whole}`)
    await sql.unsafe(`insert into landale.${table}
      select date_trunc('${unit}', inserted_at, 'UTC') as at, ${keys}, count(*), coalesce(sum(amount), 0)
      from landale.events where inserted_at >= ${whole} group by at, ${keys}`)
  }
}

/** Outside of a transaction: TimescaleDB makes several of its own. */
async function refresh(sql: SQL): Promise<void> {
  for (const table of Object.keys(aggregateUnits))
    if (await isView(sql, table)) await sql.unsafe(`call refresh_continuous_aggregate('landale.${table}', null, null)`)
}
