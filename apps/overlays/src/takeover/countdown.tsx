import { createSignal, onCleanup } from 'solid-js'
import { Rolling } from '@/shared/rolling.tsx'
import { timeLeft } from './covering.ts'

/** The time left until a moment of the server's clock, a second at a time. */
export function Countdown(props: { to: number; now: () => number }) {
  const leftMs = () => props.to - props.now()
  const [text, setText] = createSignal(timeLeft(leftMs()))
  let timer: ReturnType<typeof setTimeout> | undefined

  function tick(): void {
    const left = leftMs()
    setText(timeLeft(left))
    // A few milliseconds after the second, so that it is never looked at just before.
    if (left > 0) timer = setTimeout(tick, (left % 1_000 || 1_000) + 5)
  }
  tick()
  onCleanup(() => clearTimeout(timer))

  return (
    <p class="countdown" data-step>
      <Rolling text={text()} />
    </p>
  )
}
