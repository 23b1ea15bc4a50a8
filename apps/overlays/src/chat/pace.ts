/** So many new lines a second can be followed by eye. */
const mostAnimated = 6
const windowMs = 1_000

/** Decides whether new lines come with motion. */
export type Pace = {
  /** `count` lines come at `now`, in ms. False while more come in a second than can be followed: then they only replace. */
  take(count: number, now: number): boolean
}

/** Counts all lines, those without motion too: in a storm none moves, instead of some in each second of it. */
export function createPace(): Pace {
  let taken: readonly number[] = []
  return {
    take(count, now) {
      const newer = Array.from({ length: Math.min(count, mostAnimated + 1) }, () => now)
      // A clock that was set back forgets what lies ahead of it.
      const recent = taken.filter((at) => at > now - windowMs && at <= now)
      taken = [...recent, ...newer].slice(-(mostAnimated + 1))
      return taken.length <= mostAnimated
    },
  }
}
