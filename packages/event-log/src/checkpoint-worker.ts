import { Database } from 'bun:sqlite'

// A thread of its own, so that copying the write-ahead log back into the database never stands in a commit's way.
declare const self: Worker

const intervalMs = 500
/** About 64 MB of write-ahead log, from where the file is to start anew. */
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
  const timer = setInterval(() => {
    try {
      if ((passive.get()?.log ?? 0) <= restartPages) return
      for (let pass = 0; pass < mostPasses; pass += 1) {
        const startedAt = performance.now()
        passive.get()
        if (performance.now() - startedAt > shortMs) continue
        restart.get()
        return
      }
    } catch (error) {
      self.postMessage(error instanceof Error ? error.message : String(error))
    }
  }, intervalMs)
  self.onmessage = () => {
    clearInterval(timer)
    db.close()
    self.postMessage('closed')
  }
  self.postMessage('ready')
}
