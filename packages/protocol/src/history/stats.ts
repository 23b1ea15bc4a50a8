import { z } from 'zod'
import { Origin } from '../event/event.ts'

const time = z.iso.datetime()
const count = z.int().nonnegative()

/** What the rows of a statistic are: each type by the hour or the day (UTC), each type, or each actor. */
export const StatsBy = z.enum(['hour', 'day', 'type', 'actor'])
export type StatsBy = z.infer<typeof StatsBy>

/** By what the rows of types and actors are ordered, largest first. */
export const StatsOrder = z.enum(['events', 'amount'])
export type StatsOrder = z.infer<typeof StatsOrder>

/**
 * `at` is the bucket's beginning; `amount` the sum of bits, gifted subscriptions, raiders, points or minor units, as the type has
 * them. `login` and `name` of an actor are there where they are known.
 */
export const StatsRow = z.object({
  at: time.optional(),
  type: z.string().optional(),
  actor: z.string().optional(),
  login: z.string().optional(),
  name: z.string().optional(),
  events: count,
  amount: z.int(),
})
export type StatsRow = z.infer<typeof StatsRow>

/** What was said, cheered and subscribed. `per_minute` is over the hours in which anything was said. */
export const Highlights = z.object({
  chat: z.object({ messages: count, chatters: count, per_minute: z.number().nonnegative() }),
  cheers: z.object({ cheers: count, bits: count }),
  subscriptions: z.object({ new: count, renewed: count, gifted: count }),
  follows: count,
  raids: z.object({ raids: count, viewers: count }),
})
export type Highlights = z.infer<typeof Highlights>

/** `from` and `to` as they were widened: to whole hours, of actors to whole days. */
export const Stats = z.object({
  by: StatsBy,
  from: time,
  to: time,
  origin: Origin,
  rows: z.array(StatsRow),
  highlights: Highlights,
})
export type Stats = z.infer<typeof Stats>

/** How often a type happened in a stretch of time, and the sum of its amounts. */
export type Tally = { at?: number; type?: string; actor?: string; events: number; amount: number }

const bucketLength = { hour: 'YYYY-MM-DDTHH'.length, day: 'YYYY-MM-DD'.length }

/** The beginning of the hour or the day (UTC) that a time of the log lies in, as ISO 8601. */
export function bucketOf(time: string, unit: 'hour' | 'day'): string {
  const head = time.slice(0, bucketLength[unit])
  return unit === 'hour' ? `${head}:00:00.000Z` : `${head}T00:00:00.000Z`
}
