import { amountOf, type Event } from '@landale/protocol'

export type Count = { events: number; amount: number }

/** Sums by whatever `keyOf` says; undefined leaves an event out. */
export function countBy<Key>(events: readonly Event[], keyOf: (event: Event) => Key | undefined): Map<Key, Count> {
  const counts = new Map<Key, Count>()
  for (const event of events) {
    const key = keyOf(event)
    if (key === undefined) continue
    const count = counts.get(key) ?? { events: 0, amount: 0 }
    counts.set(key, { events: count.events + 1, amount: count.amount + (amountOf(event) ?? 0) })
  }
  return counts
}

export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

/** The beginning of the hour or the day that an event is of. */
export function bucketOf(event: Event, lengthMs: number): number {
  const at = Date.parse(event.inserted_at)
  return at - (at % lengthMs)
}

export type Seen = { login: string; name: string; first_seen_at: string; last_seen_at: string }

/** By actor, whom live events showed. */
export function whoWasSeen(events: readonly Event[]): Map<string, Seen> {
  const seen = new Map<string, Seen>()
  for (const { actor, payload, metadata, inserted_at } of events) {
    const user = payload.user as Record<string, unknown> | undefined
    const platform = /^([^:]+):/.exec(actor)?.[1]
    if (metadata.origin !== 'live' || platform === undefined || typeof user !== 'object' || user === null) continue
    const { id, login, name } = user
    if (typeof id !== 'string' || typeof login !== 'string' || typeof name !== 'string') continue
    const key = `${platform}:${id}`
    seen.set(key, { login, name, first_seen_at: seen.get(key)?.first_seen_at ?? inserted_at, last_seen_at: inserted_at })
  }
  return seen
}

/** Those of a type whose `keyOf` was not met before. */
export function firstOf(events: readonly Event[], type: string, keyOf: (event: Event) => string): Event[] {
  const first = new Map<string, Event>()
  for (const event of events) if (event.type === type && !first.has(keyOf(event))) first.set(keyOf(event), event)
  return [...first.values()]
}
