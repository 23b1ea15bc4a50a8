import { type EventCursor, type EventFilter, prefixLength } from '@landale/protocol'
import type { Sql } from '../connection.ts'
import { ask } from './archive-reader.ts'
import { bodyOf, type EventRow, eventColumns, eventTables } from './event-row.ts'
import { stretchesOf } from './stretches.ts'

export type HistoryQuery = {
  filter: EventFilter
  /** Only up to here: what comes after it is read from the log. */
  upTo: number
  order: 'desc' | 'asc'
  /** Beyond this place, in the order's direction. */
  cursor?: EventCursor | undefined
  limit: number
  /** Whether the tables are cut by time, so that a stretch of it spares the look into the rest. */
  inChunks?: boolean
}

export type FoundEvent = { position: number; at: number; body: string }

/** A page of archived events that a filter asks for. Time and position agree on the order, so both bound it. */
export function historyPage(sql: Sql, query: HistoryQuery): Promise<FoundEvent[]> {
  return ask(async () => {
    const rows: EventRow[] = []
    const { from, to } = query.filter
    for (const stretch of query.inChunks ? stretchesOf(query, Date.now()) : [{ from, to }]) {
      const limit = query.limit - rows.length
      rows.push(...(await rowsOf(sql, { ...query, filter: { ...query.filter, ...stretch }, limit })))
      if (rows.length === query.limit) break
    }
    return rows.map((row) => ({ position: Number(row.position), at: row.inserted_at.getTime(), body: bodyOf(row) }))
  })
}

function rowsOf(sql: Sql, query: HistoryQuery) {
  const { order, limit } = query
  const direction = order === 'desc' ? sql`desc` : sql`asc`
  return sql<EventRow[]>`
    select ${eventColumns(sql)} from ${eventTables(sql)} where ${conditionOf(sql, query)}
    order by event.inserted_at ${direction}, event.position ${direction} limit ${limit}`
}

function conditionOf(sql: Sql, { filter, upTo, order, cursor }: HistoryQuery) {
  const { session, type, type_prefix, source, actor, origin, from, to, words } = filter
  const conditions = [sql`event.position <= ${upTo}`]
  if (cursor) {
    const { at, position } = cursor
    const time = new Date(at)
    // The row comparison is exact; the plain one beside it is what chunks are left out by.
    if (order === 'desc')
      conditions.push(sql`(event.inserted_at, event.position) < (${time}, ${position}) and event.inserted_at <= ${time}`)
    else conditions.push(sql`(event.inserted_at, event.position) > (${time}, ${position}) and event.inserted_at >= ${time}`)
  }
  if (session !== undefined) conditions.push(sql`event.session = ${session}`)
  if (type !== undefined) conditions.push(sql`event.type = ${type}`)
  if (type_prefix) conditions.push(sql`event.type >= ${type_prefix} and event.type < ${afterPrefix(type_prefix)}`)
  if (source !== undefined) conditions.push(sql`event.source = ${source}`)
  if (actor !== undefined) conditions.push(sql`event.actor = ${actor}`)
  if (origin !== undefined) conditions.push(sql`event.origin = ${origin}`)
  if (from !== undefined) conditions.push(sql`event.inserted_at >= ${new Date(from)}`)
  if (to !== undefined) conditions.push(sql`event.inserted_at < ${new Date(to)}`)
  if (words !== undefined && words.length > 0) conditions.push(sql`event.words @@ ${wordsQuery(words)}::text::tsquery`)
  return conditions.reduce((all, condition) => sql`${all} and ${condition}`)
}

/** The first text that comes after everything with this prefix: types are compared by code point, and end before `~`. */
function afterPrefix(prefix: string): string {
  return prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1)
}

/** A text search query of the words of `wordsOf`: all of them, long ones also as the beginning of a word. */
export function wordsQuery(words: readonly string[]): string {
  return words.map((word) => (word.length >= prefixLength ? `${word}:*` : word)).join(' & ')
}
