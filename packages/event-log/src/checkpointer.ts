/** Runs the checkpoints of the database at `path` on another thread until it is disposed of. */
export function startCheckpointer(path: string, onError: (message: string) => void): { stop(): Promise<void> } {
  const worker = new Worker(new URL('./checkpoint-worker.ts', import.meta.url).href, { smol: true })
  const closed = Promise.withResolvers<void>()
  worker.onmessage = ({ data }: MessageEvent<string>) => {
    if (data === 'closed') closed.resolve()
    else if (data !== 'ready') onError(data)
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
