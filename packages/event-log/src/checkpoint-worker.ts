import { Database } from 'bun:sqlite'

// A thread of its own, so that copying the write-ahead log back into the database never stands in a commit's way.
declare const self: Worker

/** What the worker says of its work; `pages` are those of the write-ahead log that are in use. */
export type CheckpointNews = { kind: 'checkpoint'; pages: number } | { kind: 'failed'; message: string } | { kind: 'closed' }

const intervalMs = 500
/** About 32 MB of write-ahead log, from where the file is to start anew. */
const restartPages = 8_192
/** A checkpoint that takes no longer than this has left little behind: only then may the writer be held back for the rest. */
const shortMs = 25
const mostPasses = 20

type Progress = { busy: number; log: number; checkpointed: number }

self.onmessage = ({ data: path }: MessageEvent<string>) => {
  const db = new Database(path, { readwrite: true })
  db.run('pragma busy_timeout = 200')
  const passive = db.query<Progress, []>('pragma wal_checkpoint(passive)')
  const restart = db.query<Progress, []>('pragma wal_checkpoint(restart)')
  /** How much of the write-ahead log is in use, after one look at it. */
  const checkpoint = (): number => {
    const pages = passive.get()?.log ?? 0
    if (pages <= restartPages) return pages
    for (let pass = 0; pass < mostPasses; pass += 1) {
      const startedAt = performance.now()
      passive.get()
      if (performance.now() - startedAt > shortMs) continue
      return restart.get()?.busy === 0 ? 0 : pages
    }
    return pages
  }
  const timer = setInterval(() => {
    try {
      self.postMessage({ kind: 'checkpoint', pages: checkpoint() } satisfies CheckpointNews)
    } catch (error) {
      self.postMessage({
        kind: 'failed',
        message: error instanceof Error ? error.message : String(error),
      } satisfies CheckpointNews)
    }
  }, intervalMs)
  self.onmessage = () => {
    clearInterval(timer)
    db.close()
    self.postMessage({ kind: 'closed' } satisfies CheckpointNews)
  }
}
