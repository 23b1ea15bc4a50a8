import { z } from 'zod'

const Names = z.array(z.string())
const Amounts = z.array(z.object({ name: z.string(), amount: z.int().positive() }))

/** Who made the broadcast: of the one that is on, or the last. Lists are bounded; `counts` are whole. Times are ms since the epoch. */
export const CreditsState = z.object({
  title: z.string().nullable(),
  started_at: z.number().nullable(),
  ended_at: z.number().nullable(),
  raiders: Amounts,
  gifters: Amounts,
  subscribers: Names,
  cheerers: Amounts,
  followers: Names,
  /** Those who wrote most, with how many messages. */
  chatters: Amounts,
  counts: z.object({
    follows: z.int().nonnegative(),
    subs: z.int().nonnegative(),
    bits: z.int().nonnegative(),
    raids: z.int().nonnegative(),
    messages: z.int().nonnegative(),
    chatters: z.int().nonnegative(),
  }),
})
export type CreditsState = z.infer<typeof CreditsState>

/** What a clock may tell beside the time of its own place. */
export const ClockState = z.object({ broadcast_started_at: z.number().nullable() })
export type ClockState = z.infer<typeof ClockState>
