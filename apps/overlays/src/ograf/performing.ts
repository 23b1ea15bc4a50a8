import type { Action } from './action.ts'

/** What was begun. `settled`: its motion is over, and the graphic rests. */
export type Begun = { readonly currentStep?: number; readonly settled: Promise<void> }

export type Performing = {
  /** The clock at the timestamp 0 of what is not rendered in real time, where the data say it. */
  readonly zeroAt: number | undefined
  /** Begins an action at once; what it waits for is up to the caller. */
  begin(action: Action): Promise<Begun>
  /** As it was when it was loaded. */
  reset(): void
  dispose(): void
}
