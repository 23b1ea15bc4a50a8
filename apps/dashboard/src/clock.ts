import { type Accessor, createSignal, onCleanup } from 'solid-js'

/** The time of day in ms, anew each second: for durations and countdowns. */
export function createClock(): Accessor<number> {
  const [now, setNow] = createSignal(Date.now())
  const timer = setInterval(() => setNow(Date.now()), 1_000)
  onCleanup(() => clearInterval(timer))
  return now
}
