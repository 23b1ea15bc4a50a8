import { z } from 'zod'

/** Subs one after another: each lets it go on until `expires_at`. Times are ms since the epoch. */
export const SubTrain = z.object({
  id: z.string(),
  started_at: z.number(),
  expires_at: z.number(),
  /** How long it waits for the next one. */
  window_ms: z.number().positive(),
  /** Subs so far, gifts by their number. */
  subs: z.int().positive(),
  /** Who came last, null where they are not named, and with how many. */
  last: z.object({ name: z.string().nullable(), subs: z.int().positive(), at: z.number() }),
  /** More than any before it. */
  is_record: z.boolean(),
})
export type SubTrain = z.infer<typeof SubTrain>

/** Twitch's own hype train. */
export const HypeTrain = z.object({
  id: z.string(),
  level: z.int().positive(),
  progress: z.int().nonnegative(),
  goal: z.int().nonnegative(),
  started_at: z.number(),
  expires_at: z.number(),
})
export type HypeTrain = z.infer<typeof HypeTrain>

/** Null where none is on; a page lets go of one whose time is up by itself. */
export const TrainState = z.object({ sub: SubTrain.nullable(), hype: HypeTrain.nullable() })
export type TrainState = z.infer<typeof TrainState>
