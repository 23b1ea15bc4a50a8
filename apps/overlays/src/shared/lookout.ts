import { onCleanup } from 'solid-js'

// A timer is a reminder to look, never the clock: browsers throttle it while the source is hidden.
const longestWaitMs = 60_000

export type LookoutOptions = {
  /** Puts on screen what is due now; gives back when to look again, in server time, or null where no such moment is known. */
  look: () => number | null
  /** The server's time. */
  now: () => number
}

/** Looks when it is asked to, when the next moment has come, and when OBS shows the source again. */
export function createLookout({ look, now }: LookoutOptions): { look(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined

  function lookNow(): void {
    clearTimeout(timer)
    const next = look()
    if (next !== null) timer = setTimeout(lookNow, Math.min(Math.max(0, next - now()) + 1, longestWaitMs))
  }

  const lookWhenSeen = () => {
    if (document.visibilityState === 'visible') lookNow()
  }
  document.addEventListener('visibilitychange', lookWhenSeen)
  window.addEventListener('obsSourceActiveChanged', lookNow)
  onCleanup(() => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', lookWhenSeen)
    window.removeEventListener('obsSourceActiveChanged', lookNow)
  })
  return { look: lookNow }
}
