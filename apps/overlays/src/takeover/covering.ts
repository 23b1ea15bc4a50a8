import { endOf } from '@landale/layers'
import type { Cue } from '@landale/protocol'

/** One that is ended by hand has an end as well, in a year; what is on for longer than this says no time. */
const countedMs = 86_400_000

/**
 * What covers the screen. The server tells of what is on, so its beginning is not asked for: our clock may be a little behind. Other
 * than a cue that is merely shown, this holds to its last millisecond.
 */
export function covering(cues: readonly Cue[], now: number): Cue | null {
  return (
    cues.filter((cue) => now < endOf(cue)).toSorted((a, b) => b.priority - a.priority || b.starts_at - a.starts_at)[0] ?? null
  )
}

/** When it ends by time, or null where that is up to a hand. */
export function countsDownTo(cue: Cue): number | null {
  const end = endOf(cue)
  return end - cue.starts_at <= countedMs ? end : null
}

/** The time left as it is read: `0:09`, `12:00`, `1:02:03`. A second that has begun is still there. */
export function timeLeft(leftMs: number): string {
  const left = Math.max(0, Math.ceil(leftMs / 1_000))
  const two = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes, seconds] = [Math.floor(left / 3_600), Math.floor(left / 60) % 60, left % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`
}
