/** As low as `obs.set_volume` goes: silence. */
const silentDb = -100
/** The top of OBS's own faders. A level above it, which OBS can have by other means, stands at the top. */
const topDb = 0
/** How fine a slider is. */
export const faderSteps = 1_000
const stepsOfKeys: Readonly<Record<string, number>> = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
  PageUp: 6,
  PageDown: -6,
}

/**
 * How far up a level stands, in steps of a fader. The cubic taper of mixing desks: the amplitude is the third power of the way up, so
 * that half-way is −18 dB, and the last 12 dB have a third of the way.
 */
export function faderOf(db: number): number {
  if (db <= silentDb) return 0
  return Math.round(Math.min(1, 10 ** (db / 60)) * faderSteps)
}

/** The level at a step of the fader, to a tenth of a dB. */
export function levelAt(step: number): number {
  if (step <= 0) return silentDb
  return bounded(60 * Math.log10(step / faderSteps))
}

/** The level after a key on the fader: arrows are one dB, page keys six. Undefined where the key is none of the fader's. */
export function levelAfter(db: number, key: string): number | undefined {
  if (key === 'Home') return silentDb
  if (key === 'End') return topDb
  const step = stepsOfKeys[key]
  return step === undefined ? undefined : bounded(db + step)
}

export function formatLevel(db: number): string {
  if (db <= silentDb) return '−∞ dB'
  const sign = db > 0 ? '+' : ''
  return `${sign}${db.toFixed(1).replace('-', '−')} dB`
}

function bounded(db: number): number {
  return Math.round(Math.min(topDb, Math.max(silentDb, db)) * 10) / 10 + 0
}
