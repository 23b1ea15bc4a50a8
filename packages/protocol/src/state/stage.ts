import { z } from 'zod'
import { Beside, Furniture } from '../show/show.ts'
import { Cue } from './cue.ts'
import { NowPlayingState } from './now-playing.ts'
import { RunState } from './run.ts'
import { GoalsState, TimerState } from './tally.ts'
import { TickerState } from './ticker.ts'
import { TrainState } from './train.ts'

/** What the whole screen is drawn from, on one page: what stands, and the cues on all layers, a takeover's among them. */
export const WholeStageState = z.object({
  cues: z.array(Cue),
  show: z.object({ id: z.string(), title: z.string() }),
  /** What stands, in the order in which it is wanted: the first that has something to show. */
  furniture: z.array(Furniture),
  beside: z.array(Beside),
  ticker: TickerState,
  train: TrainState,
  goals: GoalsState,
  timer: TimerState,
  now_playing: NowPlayingState,
  run: RunState,
})
export type WholeStageState = z.infer<typeof WholeStageState>
