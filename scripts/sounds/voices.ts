// The built-in sounds, made from nothing but sines: struck bars of wood and metal, whose partials die the faster the higher they are.

export const sampleRate = 48_000

/** One strike of a bar. Times in seconds, `hz` its lowest partial. */
export type Strike = {
  at: number
  hz: number
  level: number
  /** How long the lowest partial takes to die to a thousandth. */
  ring: number
  /** Wood has few partials that die at once; metal has more, and they last. */
  bar: 'wood' | 'metal' | 'low'
}

/** Ratios of a bar's partials to the lowest, with their level and how fast they die beside it. */
const partials = {
  wood: [
    [1, 1, 1],
    [3.93, 0.24, 3.2],
    [9.2, 0.06, 9],
  ],
  metal: [
    [1, 1, 1],
    [2.76, 0.34, 1.7],
    [5.4, 0.16, 3.1],
    [8.93, 0.06, 5],
  ],
  low: [
    [1, 1, 1],
    [1.5, 0.3, 1.6],
    [2.01, 0.22, 2.2],
    [3.98, 0.08, 6],
  ],
} as const

/** Faster than a frame, and slow enough not to click. */
const attackSeconds = 0.003

/** A sound of so many seconds, as samples from -1 to 1, before its level is set. */
export function strikes(seconds: number, list: readonly Strike[]): Float64Array {
  const samples = new Float64Array(Math.round(seconds * sampleRate))
  for (const { at, hz, level, ring, bar } of list)
    for (const [ratio, share, dying] of partials[bar]) {
      const rate = (Math.log(1_000) / ring) * dying
      const step = (2 * Math.PI * hz * ratio) / sampleRate
      const from = Math.round(at * sampleRate)
      for (let n = from; n < samples.length; n += 1) {
        const time = (n - from) / sampleRate
        const envelope = Math.min(1, time / attackSeconds) * Math.exp(-rate * time)
        if (time > attackSeconds && envelope < 1e-5) break
        samples[n] = (samples[n] ?? 0) + level * share * envelope * Math.sin(step * (n - from))
      }
    }
  return fadedOut(samples)
}

/** The last fiftieth of a second falls to nothing, so that the end does not click. */
function fadedOut(samples: Float64Array): Float64Array {
  const length = Math.round(0.02 * sampleRate)
  return samples.map((sample, n) => sample * Math.min(1, (samples.length - n) / length))
}
