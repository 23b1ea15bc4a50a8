import type { Clock } from '@landale/service'

const limitMs = 5_000

/** Who asked for a replay and waits for its file. Bounded by how many commands may be under way. */
export class ReplayWaiters {
  readonly #clock: Clock
  readonly #waiting = new Set<(path: string | null) => void>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** The next replay's file; null where none is told of in time. */
  readonly next = (): Promise<string | null> => {
    const { promise, resolve } = Promise.withResolvers<string | null>()
    const settle = (path: string | null) => {
      this.#waiting.delete(settle)
      cancel()
      resolve(path)
    }
    const cancel = this.#clock.after(limitMs, () => settle(null))
    this.#waiting.add(settle)
    return promise
  }

  settle(path: string | null): void {
    for (const settle of [...this.#waiting]) settle(path)
  }
}
