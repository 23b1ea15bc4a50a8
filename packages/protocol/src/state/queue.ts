import { z } from 'zod'
import { TakeoverKind } from '../event/stage.ts'
import { Cue } from './cue.ts'
import { Counter, Goal, Timer } from './tally.ts'
import { TrainState } from './train.ts'

/** A cue that waits for its turn. `queued_at` and times are ms since the epoch; `left_ms` is what of it is still to be shown. */
export const QueuedCue = Cue.omit({ starts_at: true, expires_at: true }).extend({
  /** The position of the event it comes from, by which it is replayed. */
  event: z.int().positive(),
  queued_at: z.number(),
  left_ms: z.number().positive(),
  /** It was on before it was interrupted, and a page showed it. */
  was_seen: z.boolean().optional(),
  /** What was added up in it: the bits of cheers that were merged. */
  amount: z.number().optional(),
})
export type QueuedCue = z.infer<typeof QueuedCue>

/**
 * How a cue came out. `finished`: a page showed it. `unseen`: its time passed and no page said that it showed it. The others: by
 * hand, because the queue was full, because its viewer was banned, because its kind is muted, or because one of its kind had been
 * there a moment ago.
 */
export const CueOutcome = z.enum(['finished', 'unseen', 'skipped', 'removed', 'dropped', 'taken_back', 'muted', 'cooling_down'])
export type CueOutcome = z.infer<typeof CueOutcome>

export const SettledCue = z.object({ cue: QueuedCue, outcome: CueOutcome, at: z.number() })
export type SettledCue = z.infer<typeof SettledCue>

/** The state of `stream:queue`. */
export const QueueView = z.object({
  /** What is on, with when it began; the foremost first. */
  playing: z.array(QueuedCue.extend({ started_at: z.number(), is_seen: z.boolean() })),
  /** In the order of their turns, layer by layer. */
  waiting: z.array(QueuedCue),
  /** The last that were settled, the newest first. */
  settled: z.array(SettledCue),
  is_held: z.boolean(),
  do_not_disturb: z.boolean(),
  /** Kinds of which none is shown. */
  muted: z.array(z.string()),
  dropped: z.int().nonnegative(),
})
export type QueueView = z.infer<typeof QueueView>

/** What covers the screen; `ends_at` null: until it is ended by hand. */
export const Takeover = z.object({
  id: z.string(),
  kind: TakeoverKind,
  message: z.string().nullable(),
  started_at: z.number(),
  ends_at: z.number().nullable(),
})
export type Takeover = z.infer<typeof Takeover>

/** The state of `stream:stage`, and of its alias `stream:overlays`. */
export const StageView = z.object({
  takeover: Takeover.nullable(),
  cues: z.array(Cue),
  /** The show that is on, and whether it was pinned by hand. */
  show: z.object({ id: z.string(), title: z.string(), is_pinned: z.boolean() }),
  shows: z.array(z.object({ id: z.string(), title: z.string() })),
  goals: z.array(Goal),
  counters: z.array(Counter),
  timers: z.array(Timer),
  train: TrainState,
})
export type StageView = z.infer<typeof StageView>
