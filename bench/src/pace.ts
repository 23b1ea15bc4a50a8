/** Begins `run` `perSecond` times a second, whatever the earlier ones do, and settles when all have. */
export async function pace(
  { perSecond, count }: { perSecond: number; count: number },
  run: (index: number) => Promise<void>,
): Promise<void> {
  const startedAt = performance.now()
  const running: Promise<void>[] = []
  for (let index = 0; index < count; ) {
    const due = Math.min(count, Math.floor(((performance.now() - startedAt) / 1_000) * perSecond) + 1)
    for (; index < due; index += 1) running.push(run(index))
    const waitMs = (index / perSecond) * 1_000 - (performance.now() - startedAt)
    if (index < count && waitMs > 0) await Bun.sleep(waitMs)
  }
  await Promise.all(running)
}

/** Keeps `width` runs under way until there were `count`. */
export async function saturate(
  { width, count }: { width: number; count: number },
  run: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < count) await run(next++)
  }
  await Promise.all(Array.from({ length: width }, worker))
}

/** Settles once it holds; looked at every millisecond. Rejects after `limitMs`. */
export async function until(what: string, holds: () => boolean, limitMs = 30_000): Promise<void> {
  const deadline = performance.now() + limitMs
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`waited ${limitMs} ms in vain until ${what}`)
    await Bun.sleep(1)
  }
}
