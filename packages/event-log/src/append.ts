import type { NewEvent } from '@landale/protocol'

/** One append: a single event or a list, all or nothing, into one session (`current`: the platform's own). */
export type AppendRequest = {
  session: string
  events: readonly NewEvent[]
  /** The session's head as the producer knows it; anything else is a conflict. */
  expectedSeq?: number | undefined
}

export type AppendedEvent = { seq: number; position: number; deduped: boolean }

export type AppendOutcome =
  | { kind: 'appended'; session: string; lastSeq: number; events: AppendedEvent[] }
  | { kind: 'session_not_found' }
  | { kind: 'idempotency_conflict'; key: string; seq: number }
  | { kind: 'expected_seq_conflict'; expectedSeq: number; currentSeq: number }
  | { kind: 'event_too_large'; index: number; maxBytes: number }
