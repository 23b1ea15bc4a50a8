import { z } from 'zod'
import { Origin } from '../event/event.ts'

/** From front to back. A higher layer that enters interrupts those below it. */
export const layerNames = ['foreground', 'midground', 'background'] as const
export const LayerName = z.enum(layerNames)
export type LayerName = z.infer<typeof LayerName>

/** How much of the screen, and of the viewers' time, a cue takes: a nod, a cheer, or the room. */
export const CueSize = z.enum(['nod', 'cheer', 'room'])
export type CueSize = z.infer<typeof CueSize>

/**
 * One thing to be shown. Times are the server's, absolute, in milliseconds since the epoch: a page that comes late or is
 * refreshed shows the same moment. It is on from `starts_at` for `duration_ms`; after `expires_at` nobody need show it.
 */
export const Cue = z.object({
  id: z.string(),
  layer: LayerName,
  /** The type of the event it comes from, which themes and motion are chosen by. */
  kind: z.string(),
  priority: z.int(),
  starts_at: z.number(),
  duration_ms: z.int().positive(),
  expires_at: z.number(),
  origin: Origin,
  size: CueSize,
  /** A sound by its name. */
  sound: z.string().optional(),
  /** Who did it; their cues go where their words are cleared. */
  actor: z.string().optional(),
  /** Said in the order a person says it. All of it is data: a viewer may have written `name` and `message`. */
  payload: z.object({
    name: z.string().optional(),
    deed: z.string(),
    figure: z.string().optional(),
    message: z.string().optional(),
  }),
})
export type Cue = z.infer<typeof Cue>

/** What is on and what waits, by `starts_at`. */
export const CueState = z.object({ cues: z.array(Cue) })
export type CueState = z.infer<typeof CueState>
