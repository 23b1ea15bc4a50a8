import { Database } from 'bun:sqlite'

// A thread of its own, so that copying the write-ahead log back into the database never stands in a commit's way.
declare const self: Worker

const intervalMs = 500
/** About 32 MB of write-ahead log, from where a writer is held back for a moment so that the file can start anew. */
const restartPages = 8_192

type Progress = { busy: number; log: number; checkpointed: number }

self.onmessage = ({ data: path }: MessageEvent<string>) => {
  const db = new Database(path, { readwrite: true })
  db.run('pragma busy_timeout = 200')
  const passive = db.query<Progress, []>('pragma wal_checkpoint(passive)')
  const restart = db.query<Progress, []>('pragma wal_checkpoint(restart)')
  const timer = setInterval(() => {
    try {
      const progress = passive.get()
      if (progress && progress.log > restartPages) restart.get()
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
