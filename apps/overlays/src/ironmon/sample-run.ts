import { checkpoints, type RunState } from '@landale/protocol'

const runId = 'run_01999999-0000-7000-8000-000000000001'

/** A run that came to its seventh checkpoint, after many that did not. */
export function sampleRun(now: number): RunState {
  return {
    current: {
      id: runId,
      number: 1_482,
      game: 'firered_leafgreen',
      started_at: now - 3_600_000,
      cleared: checkpoints.slice(0, 6),
    },
    attempts: 1_479,
    checkpoints: checkpoints.map((name, index) => ({
      name,
      clears: Math.round(1_200 * 0.72 ** index),
      clear_rate: 0.81 * 0.72 ** index,
    })),
    last_cleared: { name: 'RIVAL3', run_id: runId, number: 1_482, at: now - 60_000 },
    best: { run_id: 'run_01999999-0000-7000-8000-000000000000', number: 1_207, cleared: 19 },
  }
}
