import type { FoundEvent } from '@landale/database'
import type { EventLog } from '@landale/event-log'
import { type EventCursor, type EventFilter, encodeCursor } from '@landale/protocol'
import type { HistoryParts } from './history.ts'
import { whole } from './parts.ts'

export type EventsQuestion = {
  filter: EventFilter
  order: 'desc' | 'asc'
  cursor: EventCursor | undefined
  limit: number
}

export type FoundPage = { bodies: string[]; next: string | undefined; previous: string | undefined; hasMore: boolean }

/** One page over both parts of the log: in time's order the archive first, against it the hot log. */
export async function findEvents({ log, hot, reads, inChunks, parts }: HistoryParts, asked: EventsQuestion): Promise<FoundPage> {
  const question = { ...asked, filter: duringSession(log, asked.filter) }
  const { order, cursor, limit } = question
  // Pages forward from a cursor need nothing before it.
  const found = parts({ from: question.filter.from, lowest: order === 'asc' && cursor ? cursor.position + 1 : undefined })
  const { archivedUpTo, hot: range } = order === 'asc' ? whole(found) : found
  // One more than is asked for tells whether there is more.
  const wanted = limit + 1
  const fromHot = (count: number) =>
    range.after < range.upTo ? hot.ask<'page'>({ kind: 'page', range, ...question, limit: count }) : []
  const fromArchive = async (count: number) =>
    archivedUpTo > 0 && count > 0
      ? await reads.ask('historyPage', { ...question, inChunks, upTo: archivedUpTo, limit: count })
      : []
  const first = order === 'desc' ? await fromHot(wanted) : await fromArchive(wanted)
  const rest = wanted - first.length
  const second = rest === 0 ? [] : order === 'desc' ? await fromArchive(rest) : await fromHot(rest)
  const all = [...first, ...second]
  // The hot log had enough, or it takes the archive.
  if (all.length < wanted) whole(found)
  const page = all.slice(0, limit)
  const [newest, last] = [page[0], page.at(-1)]
  return {
    bodies: page.map(({ body }) => body),
    next: last ? cursorOf(last) : cursor && encodeCursor(cursor),
    previous: newest && cursorOf(newest),
    hasMore: all.length > limit,
  }
}

function cursorOf({ position, at }: FoundEvent): string {
  return encodeCursor({ position, at })
}

/** A session's events lie between its first and its last write, which spares the search through other days. */
function duringSession(log: Pick<EventLog, 'session'>, filter: EventFilter): EventFilter {
  const session = filter.session === undefined ? undefined : log.session(filter.session)
  if (session === undefined) return filter
  const { from = 0, to = Number.MAX_SAFE_INTEGER } = filter
  const [first, last] = [Date.parse(session.created_at), Date.parse(session.updated_at)]
  return { ...filter, session: session.id, from: Math.max(from, first), to: Math.min(to, last + 1) }
}
