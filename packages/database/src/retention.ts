import type { Sql } from './connection.ts'
import type { Capabilities } from './timescale/set-up.ts'

/** How long events and transcriptions are kept, in days; 0 for ever. */
export type Retention = { eventsDays: number; transcriptionsDays: number }

/** Rows that one statement removes where there are no chunks to drop: what bounds the locks it holds. */
const stepRows = 5_000

/** Lets go of what is older than it may be, at `now` (ms). The aggregates stay. Gives back how many rows or chunks went. */
export async function retain(
  sql: Sql,
  capabilities: Pick<Capabilities, 'hypertables'>,
  retention: Retention,
  now: number,
): Promise<number> {
  let gone = 0
  for (const [table, days] of [
    ['events', retention.eventsDays],
    ['contexts', retention.eventsDays],
    ['transcriptions', retention.transcriptionsDays],
  ] as const) {
    if (days === 0) continue
    const before = new Date(now - days * 86_400_000)
    if (capabilities.hypertables) gone += await dropChunks(sql, table, before)
    // Events go by the chunk, which is a day; where a chunk is longer, what is left of one goes by the row.
    if (!capabilities.hypertables || table !== 'events') gone += await deleteRows(sql, table, before)
  }
  if (gone > 0) {
    await sql`delete from landale.archive_rejects
      where position < coalesce((select position from landale.events order by inserted_at, position limit 1),
        (select archived_position + 1 from landale.archive_state), 0)`
  }
  return gone
}

async function dropChunks(sql: Sql, table: string, before: Date): Promise<number> {
  const chunks = await sql`select drop_chunks(${`landale.${table}`}::regclass, older_than => ${before}::timestamptz)`
  return chunks.length
}

async function deleteRows(sql: Sql, table: string, before: Date): Promise<number> {
  let gone = 0
  for (;;) {
    const { count } = await sql`delete from ${sql(`landale.${table}`)} where (position, inserted_at) in (
      select position, inserted_at from ${sql(`landale.${table}`)} where inserted_at < ${before} order by inserted_at limit ${stepRows})`
    gone += count
    if (count < stepRows) return gone
  }
}
