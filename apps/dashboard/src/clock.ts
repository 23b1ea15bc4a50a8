import { type Accessor, createSignal, onCleanup } from 'solid-js'

/** The time of day in ms, anew each second: for durations and countdowns. `read` is whose time it is, and our own by default. */
export function createClock(read: () => number = Date.now, everyMs = 1_000): Accessor<number> {
  const [now, setNow] = createSignal(read())
  const timer = setInterval(() => setNow(read()), everyMs)
  onCleanup(() => clearInterval(timer))
  return now
}
