import type { RunState } from '@landale/protocol'

export type Checkpoint = RunState['checkpoints'][number]

/** What the furniture says of a run. */
export type RunView = {
  readonly steps: readonly { readonly name: string; readonly isCleared: boolean }[]
  /** Where the run stands: the index of the next checkpoint, or the number of them where all are behind. */
  readonly position: number
  readonly next: Checkpoint | null
}

/** The next checkpoint is the one after the farthest that was cleared: a checkpoint the tracker missed holds nobody up. */
export function viewRun({ checkpoints, current }: Pick<RunState, 'checkpoints' | 'current'>): RunView {
  const cleared = new Set(current?.cleared ?? [])
  const steps = checkpoints.map(({ name }) => ({ name, isCleared: cleared.has(name) }))
  const position = steps.findLastIndex(({ isCleared }) => isCleared) + 1
  return { steps, position, next: checkpoints[position] ?? null }
}

/** A checkpoint's place, counted from 1, and its rate; null for a name that is not among them. */
export function placeOf(
  checkpoints: readonly Checkpoint[],
  name: string | undefined,
): { nth: number; of: number; rate: number } | null {
  const index = checkpoints.findIndex((checkpoint) => checkpoint.name === name)
  const checkpoint = checkpoints[index]
  return checkpoint === undefined ? null : { nth: index + 1, of: checkpoints.length, rate: checkpoint.clear_rate }
}
