export type BackoffOptions = { baseMs: number; capMs: number; random: () => number }

/**
 * Full jitter: a delay anywhere below an exponentially growing ceiling, so that pages cut off together do not come back together.
 * `attempt` counts from 1. Source: "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 */
export function fullJitter(attempt: number, { baseMs, capMs, random }: BackoffOptions): number {
  const ceilingMs = Math.min(capMs, baseMs * 2 ** Math.max(0, attempt - 1))
  return Math.round(random() * ceilingMs)
}
