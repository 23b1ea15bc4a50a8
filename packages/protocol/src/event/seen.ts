import type { Event } from './event.ts'
import { Person } from './person.ts'

/** Somebody on a platform: `twitch`, and who they are there. */
export type SeenPerson = Person & { platform: string }

/**
 * Whom an event shows: its payload's `user`, on the platform that its actor is of. What was only tried is nobody's visit, so only
 * a live event shows anybody.
 */
export function personSeen({ actor, payload, metadata }: Pick<Event, 'actor' | 'payload' | 'metadata'>): SeenPerson | undefined {
  if (metadata.origin !== 'live' || payload.user === undefined || payload.user === null) return undefined
  const colon = actor.indexOf(':')
  if (colon < 1) return undefined
  const { data } = Person.safeParse(payload.user)
  return data && { platform: actor.slice(0, colon), id: data.id, login: data.login, name: data.name }
}
