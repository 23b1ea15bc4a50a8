/** Waits that a signal cuts short. */
export function createPause(signal: AbortSignal): (ms: number) => Promise<void> {
  return (ms) => {
    if (signal.aborted || ms <= 0) return Promise.resolve()
    const { promise, resolve } = Promise.withResolvers<void>()
    const settle = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', settle)
      resolve()
    }
    const timer = setTimeout(settle, ms)
    signal.addEventListener('abort', settle)
    return promise
  }
}
