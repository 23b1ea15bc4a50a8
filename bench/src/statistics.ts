/** The value below which `fraction` of the samples lie; NaN of none. Nearest rank, so it is one of the samples. */
export function quantile(samples: readonly number[], fraction: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(fraction * sorted.length) - 1)] ?? Number.NaN
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5)
}

export type Latency = { p50: number; p99: number }

export function latencyOf(samples: readonly number[]): Latency {
  return { p50: quantile(samples, 0.5), p99: quantile(samples, 0.99) }
}

/** The median of each figure over several rounds. */
export function medianOf<Figures extends Record<string, number>>(rounds: readonly Figures[]): Figures {
  const [first] = rounds
  if (first === undefined) throw new Error('there was no round')
  const entries = Object.keys(first).map((name) => [name, median(rounds.map((round) => round[name] ?? Number.NaN))])
  return Object.fromEntries(entries) as Figures
}
