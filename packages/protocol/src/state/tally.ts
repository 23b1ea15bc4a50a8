import { z } from 'zod'

/** A goal as it stands. `current` may be past `target`. Times are ms since the epoch. */
export const Goal = z.object({
  /** `subs`, or `twitch:…` of one that Twitch counts. */
  id: z.string(),
  label: z.string(),
  current: z.int().nonnegative(),
  target: z.int().positive(),
  /** When the target was reached, null where it is not. */
  reached_at: z.number().nullable(),
})
export type Goal = z.infer<typeof Goal>

export const GoalsState = z.object({ goals: z.array(Goal) })
export type GoalsState = z.infer<typeof GoalsState>

export const Counter = z.object({ id: z.string(), label: z.string(), value: z.int() })
export type Counter = z.infer<typeof Counter>

/** A timer that counts down. While it is `running` it is over at `ends_at`; else `left_ms` is what is left. */
export const Timer = z.object({
  id: z.string(),
  label: z.string(),
  status: z.enum(['stopped', 'running', 'paused']),
  ends_at: z.number().nullable(),
  left_ms: z.number().nonnegative(),
  /** The most it may run in all, and whether it is there. */
  cap_ms: z.number().nullable(),
  is_capped: z.boolean(),
  /** What was added last, and by whom: a viewer's name, or null. */
  last_added: z.object({ add_ms: z.number(), name: z.string().nullable(), at: z.number() }).nullable(),
})
export type Timer = z.infer<typeof Timer>

export const TimerState = z.object({ timers: z.array(Timer) })
export type TimerState = z.infer<typeof TimerState>
