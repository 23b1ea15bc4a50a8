import { createMemo, type JSX } from 'solid-js'
import { type EventRate, traceSeconds } from '@/event-rate.ts'
import { texts } from '@/texts.ts'

const height = 28
const step = 3
const bar = 2
/** A scale that fills up with the first event would make a quiet evening look wild. */
const leastScale = 10

export function RateTrace(props: { rate: EventRate }): JSX.Element {
  const path = createMemo(() => {
    const { counts } = props.rate
    const scale = Math.max(leastScale, ...counts)
    return counts
      .map((count, index) => {
        const size = count === 0 ? 1 : Math.max(2, Math.round((count / scale) * height))
        return `M${index * step} ${height}v-${size}h${bar}v${size}z`
      })
      .join('')
  })
  return (
    <svg class="trace-bars" viewBox={`0 0 ${traceSeconds * step} ${height}`} role="img" aria-label={texts.readout.trace}>
      <path d={path()} fill="currentColor" />
    </svg>
  )
}
