import { z } from 'zod'
import { Event } from '../event/event.ts'

/**
 * What a subscriber of `events:<feed>` says of itself. With a `cursor` it resumes after that position, and `limit` is the most
 * it wants replayed; without one, `limit` asks for the newest events of the feed.
 */
export const ResumeParams = z.object({
  cursor: z.int().nonnegative().optional(),
  epoch: z.string().max(64).optional(),
  limit: z.int().positive().max(10_000).optional(),
})
export type ResumeParams = z.infer<typeof ResumeParams>

/**
 * Why what was missed cannot be sent: the log is another one; it no longer holds that far back; the cursor has not happened
 * yet; it is more than the subscriber or the server's limit allows; or it has left the hot log, and the archive is away.
 */
export const ResumeFailure = z.enum(['epoch_changed', 'cursor_expired', 'cursor_ahead', 'too_far_behind', 'archive_unavailable'])
export type ResumeFailure = z.infer<typeof ResumeFailure>

/**
 * The reply to a join of `events:<feed>`. `recovered: true`: `count` events follow, in order, and then the live ones, with no
 * gap and no double. `recovered: false`: start anew from `head`; nothing is replayed. `now` is the server's clock in ms.
 */
export const JoinReply = z.object({
  epoch: z.string(),
  head: z.int().nonnegative(),
  recovered: z.boolean(),
  reason: ResumeFailure.optional(),
  count: z.int().nonnegative(),
  now: z.number(),
})
export type JoinReply = z.infer<typeof JoinReply>

/** `prev` is the last position that went out on this topic before this frame; when it is not the client's cursor, some were lost. */
export const EventsPush = z.object({ prev: z.int().nonnegative(), events: z.array(Event).min(1) })
export type EventsPush = z.infer<typeof EventsPush>

/** A state topic's whole state; `version` grows with every change, `now` is the server's clock in ms. */
export const StatePush = z.object({ version: z.int().nonnegative(), value: z.unknown(), now: z.number() })
export type StatePush<Value = unknown> = { version: number; value: Value; now: number }

/** What a page says of itself when it joins `overlay:<name>`. */
export const OverlayParams = z.object({
  build: z.string().max(64).optional(),
  instance: z.string().max(64).optional(),
  /** The version of OBS's browser, where the page runs in it. */
  obs: z.string().max(64).optional(),
  /** The browser source that shows it, as its address names it. */
  source: z.string().max(256).optional(),
  /** The major version of its Chromium. */
  chromium: z.int().nonnegative().max(10_000).optional(),
  viewport: z.object({ width: z.int().nonnegative().max(100_000), height: z.int().nonnegative().max(100_000) }).optional(),
})
export type OverlayParams = z.infer<typeof OverlayParams>

/** The reply to a join of `overlay:<name>`: the whole state, and which page this is. */
export const OverlayReply = z.object({
  instance: z.string(),
  build: z.string(),
  state: z.unknown(),
  version: z.int().nonnegative(),
  epoch: z.string(),
  head: z.int().nonnegative(),
  now: z.number(),
})
export type OverlayReply<Value = unknown> = Omit<z.infer<typeof OverlayReply>, 'state'> & { state: Value }

/** The body of a reply with status `error`. */
export const ReplyError = z.looseObject({ reason: z.string(), message: z.string().optional() })
export type ReplyError = z.infer<typeof ReplyError>

/** What a page says of a cue that it shows, as `receipt` on its topic: once it is on screen, and once it has left. */
export const CueReceipt = z.strictObject({
  cue: z.string().min(1).max(128),
  phase: z.enum(['shown', 'finished']),
  instance: z.string().min(1).max(64).optional(),
  /** With `shown`: from the cue's own time to the frame after it was painted, by the server's clock. */
  paint_ms: z.number().min(0).max(60_000).optional(),
})
export type CueReceipt = z.infer<typeof CueReceipt>

/** How a page does, as `vitals` on its topic, every few seconds. */
export const Vitals = z.strictObject({
  /** Frames drawn a second since the last time; 0 while it is hidden. */
  fps: z.number().min(0).max(1_000),
  /** Frames since the last time that took more than one and a half of their time. */
  dropped: z.int().nonnegative(),
  is_visible: z.boolean(),
  /** In OBS: whether the source is on air; null where nobody tells. */
  is_active: z.boolean().nullable(),
  /** The version of the state that it draws. */
  version: z.int().nonnegative().optional(),
})
export type Vitals = z.infer<typeof Vitals>
