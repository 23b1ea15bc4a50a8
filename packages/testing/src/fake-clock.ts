import type { Clock } from '@landale/service'

type Timer = { at: number; work: () => void }

export type FakeClock = Clock & {
  /** Timers that wait: what does not come back to the same number leaks. */
  readonly waiting: number
  /**
   * Lets `ms` pass: each timer runs at its own time, and after each what it awaits on real sockets has so many turns of the event loop
   * to come, or as long as `settle` takes: time must not outrun the bytes.
   */
  advance(ms: number, settle?: Settle): Promise<void>
  /** Lets time pass up to the next timer, and runs it; false where none waits. */
  next(settle?: Settle): Promise<boolean>
}

type Settle = number | (() => Promise<void>)

/** A clock that goes only when it is told to. */
export function fakeClock(start = Date.parse('2026-03-01T20:00:00Z')): FakeClock {
  let now = start
  const timers = new Set<Timer>()

  const due = (until: number): Timer | undefined => {
    let first: Timer | undefined
    for (const timer of timers) if (timer.at <= until && (first === undefined || timer.at < first.at)) first = timer
    return first
  }
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
  const wait = async (settle: Settle) => {
    if (typeof settle === 'function') return await settle()
    for (let left = settle; left > 0; left -= 1) await turn()
  }
  const run = async (timer: Timer, settle: Settle) => {
    now = Math.max(now, timer.at)
    timers.delete(timer)
    timer.work()
    await wait(settle)
  }

  return {
    now: () => now,
    after(ms, work) {
      const timer = { at: now + Math.max(0, ms), work }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    get waiting() {
      return timers.size
    },
    async advance(ms, settle = 2) {
      const until = now + ms
      for (let timer = due(until); timer !== undefined; timer = due(until)) await run(timer, settle)
      now = until
      await wait(settle)
    },
    async next(settle = 2) {
      const timer = due(Number.POSITIVE_INFINITY)
      if (timer === undefined) return false
      await run(timer, settle)
      return true
    },
  }
}
