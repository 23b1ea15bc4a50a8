import { type Event, knownSources, type SourceStatus } from '@landale/protocol'

/** When the newest event of each source went into the log; ms since the epoch. Only the platform's own sources are kept. */
export type LastEvents = ReadonlyMap<string, number>

const known: ReadonlySet<string> = new Set(knownSources)

/** Moves on with events as a feed gives them, oldest first. The same where none is a source's own. */
export function noteLastEvents(last: LastEvents, events: readonly Event[]): LastEvents {
  const own = events.flatMap(({ source = '', metadata, inserted_at }) =>
    known.has(source) && metadata.origin === 'live' ? [[source, Date.parse(inserted_at)] as const] : [],
  )
  return own.length === 0 ? last : new Map([...last, ...own])
}

/**
 * When a source last brought an event, or null. The server tells of its state when that changes, not at each event: what the feed
 * has seen since is newer. What others append in the name of a source that is off is not its own.
 */
export function lastEventOf({ name, state, last_event_at }: SourceStatus, last: LastEvents): number | null {
  const seen = state === 'off' ? undefined : last.get(name)
  return seen === undefined ? last_event_at : Math.max(seen, last_event_at ?? 0)
}
