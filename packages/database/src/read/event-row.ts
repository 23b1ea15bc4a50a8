import type { Sql } from '../connection.ts'

/** A row of `events` as the readers select it, with its JSON columns as the text they are. */
export type EventRow = {
  position: string
  session: string
  seq: string
  inserted_at: Date
  id: string
  type: string
  source: string | null
  actor: string
  payload: string
  metadata: string
  refs: string | null
  idempotency_key: string | null
  /** The event's own JSON, where the row holds only what of it could be kept. */
  body: string | null
}

/** The select list of an EventRow; it wants `events` as `event`, and `archive_rejects` as `reject`. */
export const eventColumns = (sql: Sql) => sql`
  event.position, event.session, event.seq, event.inserted_at, event.id, event.type, event.source, event.actor,
  event.payload::text as payload, event.metadata::text as metadata, event.refs::text as refs, event.idempotency_key, reject.body`

export const eventTables = (sql: Sql) => sql`
  landale.events as event left join landale.archive_rejects as reject on reject.position = event.position`

/** An event's JSON, in the order of fields that the log has; fields that were not given are left out. */
export function bodyOf(row: EventRow): string {
  if (row.body !== null) return row.body
  const text = JSON.stringify
  const { id, position, session, seq, type, source, actor, payload, metadata, refs, idempotency_key, inserted_at } = row
  const given = source === null ? '' : `"source":${text(source)},`
  const linked = refs === null ? '' : `"refs":${refs},`
  const keyed = idempotency_key === null ? '' : `"idempotency_key":${text(idempotency_key)},`
  return `{"id":${text(id)},"position":${position},"session":${text(session)},"seq":${seq},"type":${text(type)},${given}"actor":${text(actor)},"payload":${payload},"metadata":${metadata},${linked}${keyed}"inserted_at":${text(inserted_at.toISOString())}}`
}

/** An event as the log's own readers give it. */
export function storedEvent(row: EventRow): { position: number; seq: number; body: string } {
  return { position: Number(row.position), seq: Number(row.seq), body: bodyOf(row) }
}
