const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const whole = new Intl.NumberFormat('en-GB')

/** A time of day on the reader's own clock. */
export function formatTime(ms: number): string {
  return time.format(ms)
}

export function formatCount(count: number): string {
  return whole.format(count)
}

/** The two largest units of a duration: `3 d 4 h`, `2 h 05 min`, `12 min`, `40 s`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return `${Math.floor(hours / 24)} d ${hours % 24} h`
  if (hours >= 1) return `${hours} h ${String(minutes % 60).padStart(2, '0')} min`
  return minutes >= 1 ? `${minutes} min` : `${seconds} s`
}

/** What is left, to the second, as a clock counts down: `29:41`. */
export function formatCountdown(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
