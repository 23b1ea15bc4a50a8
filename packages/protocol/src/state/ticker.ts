import { z } from 'zod'
import { Counter, Goal, Timer } from './tally.ts'

/** What happened since the broadcast began. */
export const BroadcastTally = z.object({
  follows: z.int().nonnegative(),
  subs: z.int().nonnegative(),
  bits: z.int().nonnegative(),
  raids: z.int().nonnegative(),
})
export type BroadcastTally = z.infer<typeof BroadcastTally>

export const TickerItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('followers'), names: z.array(z.string()) }),
  z.object({ kind: z.literal('subscribers'), names: z.array(z.string()) }),
  z.object({ kind: z.literal('today'), ...BroadcastTally.shape }),
  z.object({ kind: z.literal('song'), title: z.string(), artist: z.string().nullable() }),
  z.object({ kind: z.literal('emotes'), emotes: z.array(z.object({ id: z.string(), name: z.string(), count: z.int() })) }),
  z.object({ kind: z.literal('run'), number: z.int().nullable(), cleared: z.int(), last: z.string().nullable() }),
  z.object({ kind: z.literal('goal'), goal: Goal }),
  z.object({ kind: z.literal('counter'), counter: Counter }),
  z.object({ kind: z.literal('timer'), timer: Timer }),
  z.object({ kind: z.literal('text'), text: z.string() }),
])
export type TickerItem = z.infer<typeof TickerItem>

/**
 * The ticker's round, without what has nothing to say. Which one is on is a matter of the server's time alone, so that every page
 * shows the same: `items[floor(now / every_ms) % items.length]`.
 */
export const TickerState = z.object({ items: z.array(TickerItem), every_ms: z.number().positive() })
export type TickerState = z.infer<typeof TickerState>
