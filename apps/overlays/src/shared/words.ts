/** Checkpoints as they are spoken of, where the tracker's own name runs words together. */
const spoken: Readonly<Record<string, string>> = {
  FIRSTTRAINER: 'FIRST TRAINER',
  ROCKETHIDEOUT: 'ROCKET HIDEOUT',
  SILPHCO: 'SILPH CO',
}

/** A checkpoint's name for people: `RIVAL1` → `RIVAL 1`. An unknown one is shown as it is. */
export function checkpointName(name: string): string {
  return spoken[name] ?? name.replace(/^RIVAL(\d)$/, 'RIVAL $1')
}

/** A share between 0 and 1: `38%`, `4.2%`; a share that is not nothing is never said to be. */
export function percent(share: number): string {
  const points = share * 100
  if (points >= 9.95 || points === 0) return `${Math.round(points)}%`
  return `${Math.max(0.1, points).toFixed(1)}%`
}

/** A whole number, its thousands set apart: `1,482`. */
export function count(value: number): string {
  return value.toLocaleString('en-US')
}

/** A length of time as a clock tells it: `12:09`, `3:12:09`, and days before it where there are any: `1 d 3:12:09`. */
export function duration(ms: number): string {
  const seconds = Math.floor(ms / 1_000)
  const two = (value: number) => String(value).padStart(2, '0')
  const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3_600) % 24, Math.floor(seconds / 60) % 60]
  const rest = `${two(minutes)}:${two(seconds % 60)}`
  if (days > 0) return `${days} d ${hours}:${rest}`
  return hours > 0 ? `${hours}:${rest}` : `${minutes}:${two(seconds % 60)}`
}
