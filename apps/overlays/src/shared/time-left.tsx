import type { Timer } from '@landale/protocol'
import { createEffect, createSignal, on } from 'solid-js'
import { createLookout } from './lookout.ts'
import { duration } from './words.ts'

/** What a timer has left, a second at a time, by the server's clock. */
export function TimeLeft(props: { timer: Timer; now: () => number }) {
  const [left, setLeft] = createSignal(0)
  const lookout = createLookout({
    now: () => props.now(),
    look() {
      const { ends_at, left_ms } = props.timer
      if (ends_at === null) {
        setLeft(left_ms)
        return null
      }
      const now = props.now()
      const rest = Math.max(0, ends_at - now)
      // A second that has begun is still there: it is over at nothing.
      setLeft(Math.ceil(rest / 1_000) * 1_000)
      return rest === 0 ? null : now + (rest % 1_000 || 1_000)
    },
  })
  createEffect(on(() => props.timer, lookout.look))
  return <span class="time-left">{duration(left())}</span>
}
