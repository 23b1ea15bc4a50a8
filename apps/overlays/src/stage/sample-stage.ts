import type { WholeStageState } from '@landale/protocol'
import { sampleGoals } from '@/goals/sample-goals.ts'
import { sampleRun } from '@/ironmon/sample-run.ts'
import { sampleSong } from '@/now-playing/sample-song.ts'
import { sampleTicker } from '@/ticker/sample-ticker.ts'
import { sampleTimers } from '@/timer/sample-timer.ts'
import { sampleTrain } from '@/train/sample-train.ts'

/** A quiet moment of a variety night: the ticker's round, and a train on its way. */
export function sampleStage(now: number): WholeStageState {
  return {
    cues: [],
    show: { id: 'variety', title: 'Variety' },
    furniture: ['ticker'],
    beside: ['train'],
    ticker: sampleTicker(now),
    train: sampleTrain(now),
    goals: sampleGoals(),
    timer: sampleTimers(now),
    now_playing: sampleSong(now),
    run: sampleRun(now),
  }
}
