import cliProgress from 'cli-progress'

/** How far something is. Nothing is shown where stderr is no terminal. */
export type Progress = Disposable & {
  /** What is done now. */
  at: (what: string, done?: number) => void
  add: (done: number) => void
}

export const noProgress: Progress = { at: () => {}, add: () => {}, [Symbol.dispose]: () => {} }

/** A bar on stderr that ends with its scope; `total` is in whatever `at` and `add` count. */
export function createProgress(title: string, total: number): Progress {
  if (!process.stderr.isTTY) return noProgress
  const bar = new cliProgress.SingleBar(
    {
      format: `${title} {bar} {percentage}% | {what}`,
      hideCursor: true,
      clearOnComplete: true,
      stopOnComplete: false,
      stream: process.stderr,
    },
    cliProgress.Presets.shades_classic,
  )
  bar.start(Math.max(total, 1), 0, { what: '' })
  return {
    at: (what, done) => (done === undefined ? bar.update({ what }) : bar.update(done, { what })),
    add: (done) => bar.increment(done),
    [Symbol.dispose]: () => bar.stop(),
  }
}

const units = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const

/** 1,234,567 is "1.2 MB". */
export function sizeText(bytes: number): string {
  let [value, unit] = [bytes, 0]
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000
    unit += 1
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`
}
