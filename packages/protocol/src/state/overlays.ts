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

/** The state of `dashboard:overlays`. */
export const OverlaysState = z.object({ pages: z.array(OpenPage) })
export type OverlaysState = z.infer<typeof OverlaysState>
