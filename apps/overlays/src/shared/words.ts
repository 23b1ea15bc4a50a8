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
