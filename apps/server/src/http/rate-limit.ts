/** A token bucket over all requests: gives back whether one more is within `perSecond`. */
export function createRateLimit(perSecond: number, clock: () => number = () => performance.now()): () => boolean {
  let tokens = perSecond
  let filledAt = clock()
  return () => {
    const now = clock()
    tokens = Math.min(perSecond, tokens + ((now - filledAt) / 1_000) * perSecond)
    filledAt = now
    if (tokens < 1) return false
    tokens -= 1
    return true
  }
}
