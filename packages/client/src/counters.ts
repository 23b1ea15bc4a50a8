import type { ClientStatus } from './status.ts'

/** Counted since the client was made. */
export type Counters = {
  /** Frames, heartbeats and joins among them. */
  sent: number
  received: number
  /** Times the connection opened again. */
  reconnects: number
  /** Events that came twice and were dropped. */
  duplicates: number
  /** Times a frame showed that some before it were lost, and the feed rejoined from its cursor. */
  gaps: number
  /** Times a feed could not be resumed and began anew. */
  resets: number
  /** The round trip of the newest heartbeat that was answered. */
  heartbeatRttMs: number | undefined
}

/** What a client says of itself; times are local ms since the epoch. */
export type ClientStatistics = Counters & {
  state: ClientStatus['kind']
  /** When that state began. */
  since: number
  /** Attempts since the connection was last open. */
  attempts: number
  /** Pushes that wait for a connection. */
  queueDepth: number
  /** Pushes that were refused because too many waited. */
  dropped: number
}

export function createCounters(): Counters {
  return { sent: 0, received: 0, reconnects: 0, duplicates: 0, gaps: 0, resets: 0, heartbeatRttMs: undefined }
}
