/** How far the server's clock is ahead of ours, in ms: `server = local + offsetMs`. */
export type ClockOffset = {
  readonly offsetMs: number
  /** A request and its answer, by our clock, and what the server's clock said in between. */
  roundTrip(sample: { sentAt: number; receivedAt: number; serverNow: number }): void
  /** A push that carries the server's clock, whose way here took an unknown time. */
  oneWay(sample: { receivedAt: number; serverNow: number }): void
  /** Forgets how good the estimate is, so that the next sample replaces it: clocks may have been set while we were away. */
  expire(): void
}

/**
 * The sample with the least round trip wins: its error is at most half of it (NTP's clock filter, RFC 5905 section 10).
 * A push can only show that the estimate is too low, since whatever its way took makes the server look earlier than it is.
 */
export function createClockOffset(): ClockOffset {
  let offsetMs = 0
  let bestRttMs = Number.POSITIVE_INFINITY
  let known = false
  return {
    get offsetMs() {
      return offsetMs
    },
    roundTrip({ sentAt, receivedAt, serverNow }) {
      const rttMs = Math.max(0, receivedAt - sentAt)
      if (rttMs > bestRttMs) return
      bestRttMs = rttMs
      offsetMs = serverNow - (sentAt + receivedAt) / 2
      known = true
    },
    oneWay({ receivedAt, serverNow }) {
      const leastMs = serverNow - receivedAt
      if (known && leastMs <= offsetMs) return
      offsetMs = leastMs
      known = true
    },
    expire() {
      bestRttMs = Number.POSITIVE_INFINITY
    },
  }
}
