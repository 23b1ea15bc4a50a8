import type { StoredEvent } from './stored-event.ts'

/**
 * Where events go that have left the hot log. Rows come back in order, without a gap, and end where the hot log begins. Every
 * read may reject with ArchiveUnavailableError.
 */
export type ArchiveReader = {
  /** The first position that it still holds, as it was last known; 1 where nothing is known. */
  readonly firstPosition: number
  /** Events of a session with `seq > after`; `earliest` is the first `seq` of it that is still there. */
  readSession(
    session: ArchivedSession,
    after: number,
    limit: number,
  ): Promise<{ events: StoredEvent[]; earliest: number | undefined }>
  readFeeds(after: number, upTo: number, feeds: number, limit: number): Promise<StoredEvent[]>
  countFeeds(after: number, upTo: number, feeds: number): Promise<number>
}

/** A session, and between which times (ms since the epoch) all its events lie. */
export type ArchivedSession = { id: string; createdAt: number; updatedAt: number }

export type EventLogOptions = {
  /** The folder that holds the log; made where it is missing. */
  folder: string
  /** Milliseconds since the epoch. */
  clock?: () => number
  limits?: Partial<EventLogLimits>
  archive?: ArchiveReader
}

export type EventLogLimits = {
  /** The longest that an append waits for others to share its commit, in ms. An idle log commits at once. */
  commitWindowMs: number
  /** Events in one commit at the most: what bounds the pause a commit makes. */
  maxCommitEvents: number
  /** Events that may wait for a commit before appends are refused. */
  maxPending: number
  /** Bytes of the write-ahead log before appends are refused, for checkpoints to catch up. */
  maxWalBytes: number
  /** Bytes of one event's JSON. */
  maxEventBytes: number
  /** How long an archived event stays in the hot log, in ms. */
  hotWindowMs: number
  /** How long events stay where nothing archives them, in ms. */
  unarchivedWindowMs: number
  /** How long an idempotency key is known, in ms. */
  idempotencyWindowMs: number
  /** Rows that one step of trimming removes: what bounds the pause it makes. */
  trimStep: number
}

const dayMs = 86_400_000

export const defaultLimits: EventLogLimits = {
  commitWindowMs: 2,
  maxCommitEvents: 4_000,
  maxPending: 20_000,
  maxWalBytes: 1_024 ** 3,
  maxEventBytes: 100 * 1_024,
  hotWindowMs: dayMs,
  unarchivedWindowMs: 30 * dayMs,
  idempotencyWindowMs: 30 * dayMs,
  trimStep: 2_000,
}
