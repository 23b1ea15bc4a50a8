import type { CheckpointNews } from './checkpoint-worker.ts'

export type CheckpointerOptions = {
  path: string
  /** How many pages of the write-ahead log are in use, every half second. */
  onPages: (pages: number) => void
  onError: (message: string) => void
}

/** Runs the checkpoints of the database at `path` on another thread until it is stopped. */
export function startCheckpointer({ path, onPages, onError }: CheckpointerOptions): { stop(): Promise<void> } {
  const worker = new Worker(new URL('./checkpoint-worker.ts', import.meta.url).href, { smol: true })
  const closed = Promise.withResolvers<void>()
  worker.onmessage = ({ data }: MessageEvent<CheckpointNews>) => {
    if (data.kind === 'checkpoint') onPages(data.pages)
    else if (data.kind === 'failed') onError(data.message)
    else closed.resolve()
  }
  worker.onerror = ({ message }) => {
    onError(message)
    closed.resolve()
  }
  worker.postMessage(path)
  worker.unref()
  return {
    async stop() {
      worker.postMessage('stop')
      await closed.promise
      worker.terminate()
    },
  }
}
