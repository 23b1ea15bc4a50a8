import type { Clock } from '@landale/service'

/** Timers further ahead than this are armed again on the way. */
const longestWaitMs = 60_000

export type StageTimerOptions = { clock: Clock; nextChange: () => number | null; onChange: () => void }

/** Says when the stage is another by itself: a cue's end, the next one's beginning, a takeover's time being up. */
export class StageTimer {
  readonly #options: StageTimerOptions
  #cancel = () => {}
  #isStopped = false

  constructor(options: StageTimerOptions) {
    this.#options = options
  }

  /** To be called whenever the stage has changed. */
  arm(): void {
    const { clock, nextChange, onChange } = this.#options
    this.#cancel()
    if (this.#isStopped) return
    const at = nextChange()
    if (at === null) return
    // A moment late rather than early: what is asked too soon has not changed yet.
    const inMs = Math.min(longestWaitMs, Math.max(1, at - clock.now() + 1))
    this.#cancel = clock.after(inMs, () => {
      onChange()
      this.arm()
    })
  }

  stop(): void {
    this.#isStopped = true
    this.#cancel()
  }
}
