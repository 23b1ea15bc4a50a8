import type { Clock } from '@landale/service'

type Held<Value> = { last: Value | undefined; cancel: () => void }

/**
 * Lets a value of each key through at once, and after it at most one a window: the last that came. What comes faster in between is
 * left out. Holds `maxKeys` at the most; further ones pass as they come.
 */
export class Throttle<Value> {
  readonly #options: { clock: Clock; windowMs: number; maxKeys: number; pass: (value: Value) => void }
  readonly #held = new Map<string, Held<Value>>()

  constructor(options: { clock: Clock; windowMs: number; maxKeys: number; pass: (value: Value) => void }) {
    this.#options = options
  }

  offer(key: string, value: Value): void {
    const held = this.#held.get(key)
    if (held) {
      held.last = value
      return
    }
    this.#options.pass(value)
    if (this.#held.size < this.#options.maxKeys) this.#hold(key)
  }

  /** Lets through what is held, and forgets every window. */
  flush(): void {
    for (const { last, cancel } of this.#held.values()) {
      cancel()
      if (last !== undefined) this.#options.pass(last)
    }
    this.#held.clear()
  }

  #hold(key: string): void {
    const { clock, windowMs, pass } = this.#options
    const end = () => {
      const last = this.#held.get(key)?.last
      this.#held.delete(key)
      if (last === undefined) return
      pass(last)
      this.#hold(key)
    }
    this.#held.set(key, { last: undefined, cancel: clock.after(windowMs, end) })
  }
}
