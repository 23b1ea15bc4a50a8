/** As far as the server's clock may be known wrongly, which must not make a second of its own. */
const slackMs = 50

/** What is left, as a clock shows it: `4:03:20`, `29:41`. A begun second counts as one, so that it is 0:00 when it is over. */
export function formatClock(ms: number): string {
  const seconds = Math.max(0, Math.ceil((ms - slackMs) / 1_000))
  const hours = Math.floor(seconds / 3_600)
  const minutes = Math.floor(seconds / 60) % 60
  const rest = String(seconds % 60).padStart(2, '0')
  return hours === 0 ? `${minutes}:${rest}` : `${hours}:${String(minutes).padStart(2, '0')}:${rest}`
}
