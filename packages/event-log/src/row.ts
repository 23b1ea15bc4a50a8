import { type Event, feedsOf, type NewEvent } from '@landale/protocol'
import type { CommittedEvent } from './stored-event.ts'

/** A producer's event and the place it was given. */
export type PlacedEvent = { event: NewEvent; seq: number; position: number }

/** Completes an event that was given its place, and encodes it, once. */
export function toRow({ event: given, seq, position }: PlacedEvent, session: string, insertedAt: string): CommittedEvent {
  const id = given.id ?? `evt_${Bun.randomUUIDv7()}`
  const event: Event = {
    id,
    position,
    session,
    seq,
    type: given.type,
    ...(given.source === undefined ? undefined : { source: given.source }),
    actor: given.actor,
    payload: given.payload,
    metadata: { ...given.metadata, ...missingMetadata(given, id, insertedAt) },
    ...(given.refs === undefined ? undefined : { refs: given.refs }),
    ...(given.idempotency_key === undefined ? undefined : { idempotency_key: given.idempotency_key }),
    inserted_at: insertedAt,
  }
  return { position, seq, feeds: feedsOf(event), body: JSON.stringify(event), event }
}

/** An event that nothing caused is the first of its own correlation. */
function missingMetadata({ metadata }: NewEvent, id: string, insertedAt: string) {
  return {
    correlation_id: metadata?.correlation_id ?? id,
    origin: metadata?.origin ?? ('live' as const),
    occurred_at: metadata?.occurred_at ?? insertedAt,
  }
}

/** Whether a body takes more than `maxBytes` in UTF-8. */
export function exceeds(body: string, maxBytes: number): boolean {
  // UTF-8 takes at most three bytes for a UTF-16 unit, so most bodies need no counting.
  return body.length * 3 > maxBytes && Buffer.byteLength(body) > maxBytes
}
