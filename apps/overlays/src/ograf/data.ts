import { type Cue, CueSize, LayerName, type OverlayName, overlayStates, TakeoverKind } from '@landale/protocol'
import { z } from 'zod'

/** A cue as an operator says it: what becomes of it in time is up to play and stop. */
export const CueData = z.object({
  kind: z.string(),
  deed: z.string(),
  name: z.string().optional(),
  figure: z.string().optional(),
  message: z.string().optional(),
  layer: LayerName.optional(),
  size: CueSize.optional(),
  /** After that it leaves by itself. */
  duration_ms: z.int().positive().optional(),
})
export type CueData = z.infer<typeof CueData>

export const TakeoverData = z.object({
  kind: TakeoverKind,
  deed: z.string(),
  message: z.string().optional(),
  duration_ms: z.int().positive().optional(),
})

/** Of a graphic that shows one thing, that thing; of the others, the state that its page is drawn from, whose cues come by an action. */
export function dataSchemaOf(name: OverlayName): z.ZodType<object> {
  if (name === 'alerts') return CueData
  if (name === 'takeover') return TakeoverData
  if (!takesCues(name)) return overlayStates[name]
  const { cues, ...shape } = overlayStates[name].shape
  return z.object(shape)
}

/** Whether cues are laid over what stands. */
export function takesCues(name: OverlayName): name is 'stage' | 'ironmon' {
  return name === 'stage' || name === 'ironmon'
}

/** Until it is stopped; a year, as the server has it. */
const untilStoppedMs = 365 * 86_400_000

/** `priority`: what is laid over another is in front of it in their layer. */
export type CueStart = { readonly id: string; readonly at: number; readonly priority: number }

export function cueOf(data: CueData, { id, at, priority }: CueStart): Cue {
  const { kind, layer = 'midground', size = 'cheer', duration_ms = untilStoppedMs, ...payload } = data
  return {
    id,
    kind: TakeoverKind.safeParse(kind).success ? `takeover.${kind}` : kind,
    layer,
    size,
    payload,
    priority,
    starts_at: at,
    duration_ms,
    expires_at: at + duration_ms,
    origin: 'test',
  }
}
