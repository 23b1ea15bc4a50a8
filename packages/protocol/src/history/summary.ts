import { z } from 'zod'
import { Session } from '../session.ts'
import { Highlights, StatsRow } from './stats.ts'

const time = z.iso.datetime()

const Chatter = z.object({
  actor: z.string(),
  login: z.string().optional(),
  name: z.string().optional(),
  messages: z.int().positive(),
})

/** One session at a glance. Only what happened (`origin: live`) is counted, `events` aside. */
export const SessionSummary = z.object({
  session: Session,
  /** Of its first and last event; null where it has none. */
  started_at: time.nullable(),
  ended_at: time.nullable(),
  duration_ms: z.int().nonnegative(),
  events: z.int().nonnegative(),
  types: z.array(StatsRow),
  highlights: Highlights,
  /** The minute in which most was said. */
  busiest_minute: z.object({ at: time, messages: z.int().positive() }).nullable(),
  chatters: z.array(Chatter),
  raids: z.array(z.object({ at: time, name: z.string(), viewers: z.int().nonnegative() })),
  runs: z.array(z.object({ run_id: z.string(), number: z.int().nullable(), checkpoints: z.array(z.string()) })),
})
export type SessionSummary = z.infer<typeof SessionSummary>
