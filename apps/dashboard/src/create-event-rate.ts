import { type Accessor, createEffect, createSignal, on } from 'solid-js'
import { countEvents, type EventRate, startEventRate } from '@/event-rate.ts'

/** The rate of what comes in, which moves on with the clock. */
export function createEventRate(now: Accessor<number>): { rate: Accessor<EventRate>; count: (events: number) => void } {
  const [rate, setRate] = createSignal(startEventRate(now()))
  const count = (events: number) => setRate((known) => countEvents(known, Date.now(), events))
  createEffect(on(now, () => count(0)))
  return { rate, count }
}
