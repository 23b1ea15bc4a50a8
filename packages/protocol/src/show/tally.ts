import { z } from 'zod'
import { eventMatch } from './condition.ts'
import { SettingId } from './setting-id.ts'

const Label = z.string().min(1).max(80)

/** What a goal counts by itself; `hand`: only what it is set to. */
export const GoalCount = z.enum(['follows', 'subs', 'bits', 'raids', 'hand'])
export type GoalCount = z.infer<typeof GoalCount>

export const GoalSetting = z.strictObject({
  id: SettingId,
  label: Label,
  counts: GoalCount,
  target: z.int().positive().max(1_000_000_000),
  /** From when it counts: from the beginning of each broadcast, or from when it was made. */
  since: z.enum(['broadcast', 'ever']).default('ever'),
})
export type GoalSetting = z.infer<typeof GoalSetting>

export const CounterSetting = z.strictObject({
  id: SettingId,
  label: Label,
  /** What counts one by itself. */
  counts: z
    .array(z.strictObject({ ...eventMatch }))
    .max(20)
    .optional(),
})
export type CounterSetting = z.infer<typeof CounterSetting>

/** What an event adds to a timer that runs or is paused: `add_ms`, or so much for every `per.each` of a field of its payload. */
export const TimerRule = z.strictObject({
  ...eventMatch,
  add_ms: z.int().min(-86_400_000).max(86_400_000),
  per: z.strictObject({ field: z.string().regex(/^[a-z_]+$/), each: z.number().positive() }).optional(),
})
export type TimerRule = z.infer<typeof TimerRule>

export const TimerSetting = z.strictObject({
  id: SettingId,
  label: Label,
  /** What it begins with. */
  duration_ms: z.int().min(1_000).max(31_536_000_000),
  /** The longest it may run in all, pauses left out; no end where it is left out. */
  cap_ms: z.int().min(1_000).max(31_536_000_000).optional(),
  rules: z.array(TimerRule).max(50).optional(),
})
export type TimerSetting = z.infer<typeof TimerSetting>
