import { overlays, type Sample } from './subathon.ts'

const megabytes = (bytes: number) => Math.round(bytes / 10_000) / 100

/** A sample in one line, to be read while it goes on. */
export function lineOf({ atMinute, events, server, pages }: Sample): string {
  const heaps = overlays.map((name) => `${name} ${megabytes(pages[name].heapBytes)}`)
  return `minute ${Math.round(atMinute)}: ${events} events; MB: server ${megabytes(server.rss)}, ${heaps.join(', ')}`
}

/** All that was measured: the server, then page by page. */
export function printTables(samples: readonly Sample[]): void {
  console.log('the server')
  console.table(
    samples.map(({ atMinute, events, server }) => ({
      minute: Math.round(atMinute),
      events,
      'resident MB': megabytes(server.rss),
      'heap MB': megabytes(server.heapUsed),
    })),
  )
  for (const name of overlays) {
    console.log(name)
    console.table(
      samples.map(({ atMinute, pages }) => {
        const { heapBytes, ...counts } = pages[name]
        return { minute: Math.round(atMinute), 'heap MB': megabytes(heapBytes), ...counts }
      }),
    )
  }
}

export type Growth = { what: string; from: number; to: number }

export const counts = ['nodes', 'detached', 'listeners', 'contexts', 'timelines'] as const

/**
 * What was held on to in the second fifth of the evening and in the last, by their medians: memory while it was busy, and whatever comes
 * and goes with what is on when nothing was.
 */
export function growthOf({ busy, empty }: { busy: readonly Sample[]; empty: readonly Sample[] }): Growth[] {
  const growth = (samples: readonly Sample[], what: string, of: (sample: Sample) => number): Growth => {
    const fifth = Math.floor(samples.length / 5)
    return { what, from: median(samples.slice(fifth, 2 * fifth).map(of)), to: median(samples.slice(-fifth).map(of)) }
  }
  return [
    growth(busy, 'server, resident', ({ server }) => server.rss),
    growth(busy, 'server, heap', ({ server }) => server.heapUsed),
    ...overlays.map((name) => growth(busy, `${name}, heap`, ({ pages }) => pages[name].heapBytes)),
    ...overlays.flatMap((name) => counts.map((count) => growth(empty, `${name}, ${count}`, ({ pages }) => pages[name][count]))),
  ]
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
