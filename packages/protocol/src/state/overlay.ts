import { z } from 'zod'
import { ChatState } from './chat.ts'
import { CueState } from './cue.ts'
import { NowPlayingState } from './now-playing.ts'
import { RunState } from './run.ts'
import { SpeechState } from './speech.ts'

/** The state each overlay page is drawn from, by the overlay's name. */
export const overlayStates = {
  alerts: CueState,
  ironmon: CueState.extend({ run: RunState }),
  takeover: CueState,
  chat: ChatState,
  captions: SpeechState,
  'now-playing': NowPlayingState,
} as const

export const overlayNames = [
  'alerts',
  'ironmon',
  'takeover',
  'chat',
  'captions',
  'now-playing',
] as const satisfies readonly (keyof typeof overlayStates)[]
export const OverlayName = z.enum(overlayNames)
export type OverlayName = z.infer<typeof OverlayName>
export type OverlayStateOf<Name extends OverlayName> = z.infer<(typeof overlayStates)[Name]>
