import { type Counter, type CounterSetting, type Event, isEventOf, matches } from '@landale/protocol'

/** What each counter stands at. */
export type CounterStands = Readonly<Record<string, number>>

export function reduceCounters(counters: CounterStands, event: Event, settings: readonly CounterSetting[]): CounterStands {
  if (event.metadata.origin !== 'live') return counters
  if (isEventOf(event, 'counter.changed')) {
    const { counter, value, add = 0 } = event.payload
    if (!settings.some(({ id }) => id === counter)) return counters
    return { ...counters, [counter]: bounded(value ?? (counters[counter] ?? 0) + add) }
  }
  const counting = settings.filter(({ counts = [] }) => counts.some((match) => matches(match, event)))
  if (counting.length === 0) return counters
  return { ...counters, ...Object.fromEntries(counting.map(({ id }) => [id, bounded((counters[id] ?? 0) + 1)])) }
}

/** A counter is read by people, and must stay a whole number whatever it is told. */
function bounded(value: number): number {
  return Math.max(-999_999_999, Math.min(999_999_999, value))
}

export function countersOf(counters: CounterStands, settings: readonly CounterSetting[]): Counter[] {
  return settings.map(({ id, label }) => ({ id, label, value: counters[id] ?? 0 }))
}
