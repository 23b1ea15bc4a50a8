const firstCapMs = 1_000
const longestCapMs = 30_000

/** How long to wait before a try that `failures` failed ones precede: full jitter under a cap that doubles from 1 s up to 30 s. */
export function backoffMs(failures: number, random: () => number): number {
  return random() * Math.min(longestCapMs, firstCapMs * 2 ** Math.min(failures, 16))
}
