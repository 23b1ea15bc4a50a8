/** Time as it is handed in: a test's own may stand still, or run a day in a moment. */
export type Clock = {
  /** Milliseconds since the epoch. */
  now(): number
  /** Runs `work` once after `ms`; what comes back calls it off. */
  after(ms: number, work: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, work) {
    const timer = setTimeout(work, ms)
    return () => clearTimeout(timer)
  },
}

/** Resolves after `ms`, or at once when `signal` aborts. */
export function sleep(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return Promise.resolve()
  const { promise, resolve } = Promise.withResolvers<void>()
  const cancel = clock.after(ms, resolve)
  const wake = () => {
    cancel()
    resolve()
  }
  signal?.addEventListener('abort', wake, { once: true })
  return promise.finally(() => signal?.removeEventListener('abort', wake))
}

/** Runs `work` every `ms`, the next one after the last has settled, until what comes back is called. */
export function every(clock: Clock, ms: number, work: () => Promise<void> | void): () => void {
  let isOver = false
  let cancel = () => {}
  const arm = () => {
    cancel = clock.after(ms, () => void run())
  }
  const run = async () => {
    try {
      await work()
    } finally {
      if (!isOver) arm()
    }
  }
  arm()
  return () => {
    isOver = true
    cancel()
  }
}
