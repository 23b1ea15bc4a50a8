import { type Event, feedsOf, type NewEvent, type NewMetadata } from '@landale/protocol'
import type { CommittedEvent } from './stored-event.ts'

/** A producer's event and the place it was given. */
export type PlacedEvent = { event: NewEvent; seq: number; position: number }

/** Completes an event that was given its place, and encodes it, once. */
export function toRow({ event: given, seq, position }: PlacedEvent, session: string, insertedAt: string): CommittedEvent {
  const id = given.id ?? `evt_${Bun.randomUUIDv7()}`
  const { type, source, actor, payload, refs, idempotency_key } = given
  const metadata = completeMetadata(given.metadata, id, insertedAt)
  // In the order they are read by people; what is undefined is left out of the JSON.
  const fields = {
    id,
    position,
    session,
    seq,
    type,
    source,
    actor,
    payload,
    metadata,
    refs,
    idempotency_key,
    inserted_at: insertedAt,
  }
  const event = fields as Event
  return { position, seq, feeds: feedsOf(event), body: JSON.stringify(event), event }
}

/** An event that nothing caused is the first of its own correlation. */
function completeMetadata(given: NewMetadata | undefined, id: string, insertedAt: string): Event['metadata'] {
  if (given === undefined) return { correlation_id: id, origin: 'live', occurred_at: insertedAt }
  const { correlation_id = id, origin = 'live', occurred_at = insertedAt } = given
  return { ...given, correlation_id, origin, occurred_at }
}

/** Whether a body takes more than `maxBytes` in UTF-8. */
export function exceeds(body: string, maxBytes: number): boolean {
  // UTF-8 takes at most three bytes for a UTF-16 unit, so most bodies need no counting.
  return body.length * 3 > maxBytes && Buffer.byteLength(body) > maxBytes
}
