import { z } from 'zod'
import { PartState } from './dashboard.ts'

/** One source as `/ready`, `/status`, the metrics and the dashboard show it. Times are milliseconds since the epoch. */
export const SourceStatus = z.object({
  name: z.string(),
  state: PartState,
  /** Since when it is in this state. */
  since: z.number(),
  last_event_at: z.number().nullable(),
  /** What is wrong, or what to set to have it. */
  error: z.string().nullable(),
})
export type SourceStatus = z.infer<typeof SourceStatus>

export const SubscriptionState = z.enum(['enabled', 'pending', 'failed', 'missing_scope', 'revoked'])

/** What the dashboard shows of Twitch, beside its source's state. No code and no token is ever part of it. */
export const TwitchState = z.object({
  account: z.object({ id: z.string(), login: z.string(), name: z.string() }).nullable(),
  /** A sign-in that waits for the streamer, and until when. Its code is told to the one who asked for it alone. */
  sign_in: z.object({ expires_at: z.number() }).nullable(),
  scopes: z.array(z.string()),
  /** What is not granted, and which subscriptions need it. */
  missing_scopes: z.array(z.object({ scope: z.string(), types: z.array(z.string()) })),
  subscriptions: z.array(z.object({ type: z.string(), state: SubscriptionState, reason: z.string().nullable() })),
})
export type TwitchState = z.infer<typeof TwitchState>

/** The state of `dashboard:services`. */
export const ServicesState = z.object({ sources: z.array(SourceStatus), twitch: TwitchState })
export type ServicesState = z.infer<typeof ServicesState>
