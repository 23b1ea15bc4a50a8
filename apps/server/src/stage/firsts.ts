import { type Event, isEventOf, type ShowsConfig } from '@landale/protocol'
import { z } from 'zod'

/** Who has done what in this broadcast, by the event's type: only of types that a rule asks it of. */
export const Firsts = z.record(z.string(), z.array(z.string()))
export type Firsts = z.infer<typeof Firsts>

/** Actors remembered of a type; beyond, the earliest are forgotten. */
const maxActors = 2_000

/** Whether whoever did it does it for the first time in this broadcast, as far as a rule asks. */
export function isFirstTime(firsts: Firsts, { type, actor }: Event): boolean {
  return !(firsts[type]?.includes(actor) ?? false)
}

export function reduceFirsts(firsts: Firsts, event: Event, cues: ShowsConfig['cues']): Firsts {
  const { type, actor, metadata } = event
  if (isEventOf(event, 'broadcast.started')) return {}
  if (metadata.origin !== 'live' || !isFirstTime(firsts, event)) return firsts
  if (!cues.some(({ on, first_time }) => first_time === true && on === type)) return firsts
  return { ...firsts, [type]: [...(firsts[type] ?? []), actor].slice(-maxActors) }
}
