import type { Clock } from '@landale/service'

/** Points a minute that a client has; each call of the fake costs one. */
const pointsPerMinute = 800
const windowMs = 60_000

/** Helix's bucket of points, and what its headers say of it. */
export function createRateLimit(clock: Clock) {
  let remaining = pointsPerMinute
  let resetAt = clock.now() + windowMs
  let refusals = { left: 0, resetAt: 0 }

  const headers = (left: number, at: number) => ({
    'ratelimit-limit': String(pointsPerMinute),
    'ratelimit-remaining': String(left),
    'ratelimit-reset': String(Math.ceil(at / 1000)),
  })

  return {
    limit(count: number, { resetAfterSeconds = 1 }: { resetAfterSeconds?: number } = {}) {
      refusals = { left: count, resetAt: clock.now() + resetAfterSeconds * 1000 }
    },
    take(): { isOver: boolean; headers: Readonly<Record<string, string>> } {
      if (refusals.left > 0) {
        refusals.left -= 1
        return { isOver: true, headers: headers(0, refusals.resetAt) }
      }
      if (clock.now() >= resetAt) {
        remaining = pointsPerMinute
        resetAt = clock.now() + windowMs
      }
      if (remaining === 0) return { isOver: true, headers: headers(0, resetAt) }
      remaining -= 1
      return { isOver: false, headers: headers(remaining, resetAt) }
    },
  }
}
