// Hop 3, batch. Committed events arrive one by one; they leave as one list a topic a window, a critical one at once.
// The list goes to the topic's channel, which makes it a frame.

export type BatcherOptions<Item> = {
  windowMs: number
  maxItems: number
  maxBytes: number
  flush: (items: readonly Item[]) => void
  /** Milliseconds on a clock that never goes back. */
  clock?: () => number
}

/**
 * Gathers what a busy topic sends. A topic that was quiet for a window sends its first item at once; what follows goes at the
 * window's end. A critical item takes what waits with it, so order is never broken. What waits is bounded in items and bytes.
 */
export class Batcher<Item> {
  readonly #options: BatcherOptions<Item>
  readonly #clock: () => number
  #waiting: Item[] = []
  #bytes = 0
  #flushedAt = Number.NEGATIVE_INFINITY
  #timer: Timer | undefined

  constructor(options: BatcherOptions<Item>) {
    this.#options = options
    this.#clock = options.clock ?? (() => performance.now())
  }

  push(item: Item, { critical, bytes }: { critical: boolean; bytes: number }): void {
    this.#waiting.push(item)
    this.#bytes += bytes
    if (critical || this.#waiting.length >= this.#options.maxItems || this.#bytes >= this.#options.maxBytes) this.flush()
  }

  /** To be called when nothing more comes at this moment: sends at once on a quiet topic, else sees to the window's end. */
  settle(): void {
    if (this.#waiting.length === 0 || this.#timer !== undefined) return
    const restMs = this.#flushedAt + this.#options.windowMs - this.#clock()
    // A timer's wait is not worth it for the window's last tenth: a topic that ticks with the window would pay it every time.
    if (restMs <= this.#options.windowMs / 10) this.flush()
    else this.#timer = setTimeout(() => this.flush(), restMs)
  }

  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#waiting.length === 0) return
    const items = this.#waiting
    this.#waiting = []
    this.#bytes = 0
    this.#flushedAt = this.#clock()
    this.#options.flush(items)
  }
}
