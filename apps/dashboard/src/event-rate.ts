/** Seconds that the trace in the header shows. */
export const traceSeconds = 60

/** Events of each of the last seconds, the oldest first; the last one is still going on. `since` is the first second counted. */
export type EventRate = { since: number; second: number; counts: readonly number[] }

export function startEventRate(nowMs: number): EventRate {
  const second = Math.floor(nowMs / 1_000)
  return { since: second, second, counts: Array.from({ length: traceSeconds }, () => 0) }
}

/** Moves on to the second of `nowMs` and counts events into it. */
export function countEvents({ since, second, counts }: EventRate, nowMs: number, events: number): EventRate {
  const now = Math.max(second, Math.floor(nowMs / 1_000))
  const gone = Math.min(now - second, traceSeconds)
  const moved = [...counts.slice(gone), ...Array.from({ length: gone }, () => 0)]
  moved[traceSeconds - 1] = (moved[traceSeconds - 1] ?? 0) + events
  return { since, second: now, counts: moved }
}

/** Events a second over the last ten whole seconds, or as many as there were. */
export function recentRate({ since, second, counts }: EventRate): number {
  const seconds = Math.min(10, second - since)
  if (seconds === 0) return 0
  return counts.slice(-seconds - 1, -1).reduce((sum, count) => sum + count, 0) / seconds
}
