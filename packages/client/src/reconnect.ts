import type { StatusSource } from './status.ts'

export type ReconnectOptions = {
  status: StatusSource
  delayMs: (attempt: number) => number
  /** The most one attempt may take. */
  timeoutMs: number
  clock: () => number
  /** Connects afresh, whatever became of the connection before. */
  connect: () => void
}

export type Reconnect = {
  /** Attempts since the connection was last open. */
  readonly attempts: number
  /** The stock client's `reconnectAfterMs`: asked every time it is about to wait. */
  afterMs(): number
  started(): void
  opened(): void
  /** The network is back: waits no longer, nor for an attempt that began without one. */
  now(): void
  stop(): void
}

/** Enough for the stock timer of the same delay to have begun its own attempt. */
const graceMs = 25

/**
 * Two things the stock client does not do. It drops its reconnect when the timer fires on a hidden page, and waits to be shown,
 * but a browser source in a hidden scene must be current before it is shown: so a second timer follows the stock one. And it
 * waits as long as the system does for a connection that neither opens nor fails.
 */
export function createReconnect({ status, delayMs, timeoutMs, clock, connect }: ReconnectOptions): Reconnect {
  let attempts = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const connectIf = (kind: 'waiting' | 'connecting') => () => {
    if (status.current.kind === kind) connect()
  }
  return {
    get attempts() {
      return attempts
    },
    afterMs() {
      const waitMs = delayMs(Math.max(1, attempts))
      clearTimeout(timer)
      timer = setTimeout(connectIf('waiting'), waitMs + graceMs)
      status.set({ kind: 'waiting', attempt: attempts + 1, retryAt: clock() + waitMs })
      return waitMs
    },
    started() {
      attempts += 1
      clearTimeout(timer)
      timer = setTimeout(connectIf('connecting'), timeoutMs)
      status.set({ kind: 'connecting', attempt: attempts })
    },
    opened() {
      attempts = 0
      clearTimeout(timer)
      status.set({ kind: 'connected', since: clock() })
    },
    now() {
      if (status.current.kind === 'waiting' || status.current.kind === 'connecting') connect()
    },
    stop() {
      clearTimeout(timer)
    },
  }
}
