import { z } from 'zod'
import { ChatState } from './chat.ts'
import { ClockState, CreditsState } from './credits.ts'
import { CueState } from './cue.ts'
import { EmotesState } from './emotes.ts'
import { NowPlayingState } from './now-playing.ts'
import { RunState } from './run.ts'
import { SpeechState } from './speech.ts'
import { WholeStageState } from './stage.ts'
import { GoalsState, TimerState } from './tally.ts'
import { TickerState } from './ticker.ts'
import { TrainState } from './train.ts'

/** The state each overlay page is drawn from, by the overlay's name. */
export const overlayStates = {
  stage: WholeStageState,
  alerts: CueState,
  ironmon: CueState.extend({ run: RunState }),
  takeover: CueState,
  chat: ChatState,
  captions: SpeechState,
  'now-playing': NowPlayingState,
  ticker: TickerState,
  goals: GoalsState,
  train: TrainState,
  timer: TimerState,
  emotes: EmotesState,
  credits: CreditsState,
  clock: ClockState,
} as const

export const overlayNames = [
  'stage',
  'alerts',
  'ironmon',
  'takeover',
  'chat',
  'captions',
  'now-playing',
  'ticker',
  'goals',
  'train',
  'timer',
  'emotes',
  'credits',
  'clock',
] as const satisfies readonly (keyof typeof overlayStates)[]
export const OverlayName = z.enum(overlayNames)
export type OverlayName = z.infer<typeof OverlayName>
export type OverlayStateOf<Name extends OverlayName> = z.infer<(typeof overlayStates)[Name]>
