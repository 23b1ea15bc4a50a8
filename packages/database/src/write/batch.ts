import type { Event, Session } from '@landale/protocol'

/** An event as the log hands it over: `body` is its JSON. */
export type ArchiveRow = { position: number; feeds: number; body: string }

/** What goes into the archive in one transaction: events in `position` order, their sessions, and reducers' states. */
export type ArchiveBatch = {
  rows: readonly ArchiveRow[]
  sessions: readonly Session[]
  snapshots: readonly { name: string; position: number; value: unknown }[]
}

/** The same event with what PostgreSQL's text cannot hold replaced (NUL, halves of a pair), wherever in it that is. */
export function sanitized({ position, feeds, body }: ArchiveRow): ArchiveRow {
  return { position, feeds, body: cleanJson(body) }
}

// What JSON.stringify writes of those; whole pairs it writes as they are. Any other escape is passed over in one piece.
const escapes = /\\(?:u0000|ud[89a-f][\da-f]{2}|.)/g
const escapeLength = '\\u0000'.length

/** By the text, not by the value: what is nested as deep as JSON allows is deeper than a function can follow. */
export function cleanJson(text: string): string {
  return text.replaceAll(escapes, (found) => (found.length === escapeLength ? '\\ufffd' : found))
}

/** The least that keeps an event's place: all of it that is the log's own, and nothing that a producer wrote. */
export function bare({ position, feeds, body }: ArchiveRow): ArchiveRow {
  const { id, session, seq, type, metadata, inserted_at } = JSON.parse(body) as Event
  const event = {
    id,
    position,
    session,
    seq,
    type,
    actor: 'system',
    payload: {},
    metadata: { origin: metadata.origin },
    inserted_at,
  }
  return { position, feeds, body: JSON.stringify(event) }
}
