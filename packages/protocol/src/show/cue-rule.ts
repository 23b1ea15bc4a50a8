import { z } from 'zod'
import { CueSize, LayerName } from '../state/cue.ts'
import { eventMatch } from './condition.ts'
import { SettingId } from './setting-id.ts'
import { TextTemplate } from './text.ts'

/** What is said, in the order a person says it. A part is left out where the event has nothing for one of its places. */
const Saying = z.strictObject({
  name: TextTemplate.optional(),
  deed: TextTemplate,
  figure: TextTemplate.optional(),
  message: TextTemplate.optional(),
})

/**
 * How an event becomes a cue. Of the rules that fit an event the first is taken. `say` null: it is shown by nothing.
 */
export const CueRule = z.strictObject({
  ...eventMatch,
  /** Only the first time that somebody does this in a broadcast. */
  first_time: z.boolean().optional(),
  /** Only in these shows. */
  shows: z.array(SettingId).min(1).max(50).optional(),
  /** What themes and motion choose by; the event's type where it is left out. */
  kind: z
    .string()
    .regex(/^[a-z0-9_.-]{1,64}$/, 'may hold small letters, digits, "_", "." and "-" only, up to 64')
    .optional(),
  layer: LayerName.default('midground'),
  /** The weightier goes first; 40 more than what is on takes its place, and 100 is let through while not to be disturbed. */
  priority: z.int().min(0).max(200).default(50),
  size: CueSize.default('cheer'),
  duration_ms: z.int().min(1_000).max(120_000).default(6_000),
  /** A sound by its name; none where it is left out. */
  sound: SettingId.optional(),
  /** How long after one of these no other is shown. */
  cooldown_ms: z.int().min(0).max(86_400_000).optional(),
  /** What one viewer does again within the time is added up in the field, and said as one. */
  merge: z.strictObject({ field: z.string().regex(/^[a-z_]+$/), window_ms: z.int().min(1).max(300_000) }).optional(),
  say: Saying.nullable(),
})
export type CueRule = z.infer<typeof CueRule>
