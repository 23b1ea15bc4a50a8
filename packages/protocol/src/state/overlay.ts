import { z } from 'zod'
import { CueState } from './cue.ts'
import { RunState } from './run.ts'

/** The state each overlay page is drawn from, by the overlay's name. */
export const overlayStates = {
  alerts: CueState,
  ironmon: CueState.extend({ run: RunState }),
} as const

export const overlayNames = ['alerts', 'ironmon'] as const satisfies readonly (keyof typeof overlayStates)[]
export const OverlayName = z.enum(overlayNames)
export type OverlayName = z.infer<typeof OverlayName>
export type OverlayStateOf<Name extends OverlayName> = z.infer<(typeof overlayStates)[Name]>
