import { z } from 'zod'
import { Vitals } from '../channel/join.ts'

/** An overlay page that is open. Times are ms since the epoch. */
export const OpenPage = z.object({
  overlay: z.string(),
  instance: z.string(),
  build: z.string().nullable(),
  /** Whether it runs what the server serves now. */
  is_current: z.boolean(),
  /** The version of OBS's browser plugin, and the browser source by name; null outside OBS. */
  obs: z.string().nullable(),
  source: z.string().nullable(),
  chromium: z.int().nullable(),
  viewport: z.object({ width: z.int(), height: z.int() }).nullable(),
  since: z.number(),
  /** The one of its overlay whose receipts count. */
  is_presenter: z.boolean(),
  vitals: Vitals.nullable(),
  /** When it last said how it does. */
  heard_at: z.number().nullable(),
})
export type OpenPage = z.infer<typeof OpenPage>

/** From a cue's own time to the frame after it was painted, in ms, of an overlay's last two hundred. */
export const PaintTime = z.object({
  overlay: z.string(),
  count: z.int().positive(),
  p50_ms: z.number(),
  p95_ms: z.number(),
  worst_ms: z.number(),
})
export type PaintTime = z.infer<typeof PaintTime>

/** The state of `dashboard:overlays`. */
export const OverlaysState = z.object({ pages: z.array(OpenPage), paint: z.array(PaintTime) })
export type OverlaysState = z.infer<typeof OverlaysState>
