import type { Clock } from '@landale/service'

/** What one end of a socket can do, whatever server it hangs on. */
export type Wire = {
  /** 0 where the text was dropped: the client does not read as fast as it is written to. */
  send(text: string): number
  close(code: number, reason: string): void
  terminate(): void
}

export type Connection = ReturnType<typeof createConnection>

/** One socket of a client, which is never silent for longer than was agreed. */
export function createConnection({ wire, clock }: { wire: Wire; clock: Clock }) {
  let isOpen = true
  let isMute = false
  let lastSentAt = clock.now()
  const timers = new Set<() => void>()

  const after = (ms: number, work: () => void): (() => void) => {
    const cancel = clock.after(ms, () => {
      timers.delete(cancel)
      if (isOpen) work()
    })
    timers.add(cancel)
    return () => {
      timers.delete(cancel)
      cancel()
    }
  }
  /** False where it is not put on the wire. */
  const send = (text: string): boolean => {
    if (!isOpen || isMute) return false
    lastSentAt = clock.now()
    return wire.send(text) !== 0
  }

  return {
    /** Whether the client is connected still. */
    get isOpen() {
      return isOpen
    },
    send,
    /** Runs `work` unless the connection has ended by then. */
    after,
    /** Sends what `message` gives whenever nothing else was sent for `intervalMs`. */
    keepAlive(intervalMs: number, message: () => string) {
      // Looked at when it could be due, not begun anew with each message: a storm arms no timer.
      const check = () => {
        const leftMs = lastSentAt + intervalMs - clock.now()
        if (leftMs > 0) return void after(leftMs, check)
        if (!send(message())) lastSentAt = clock.now()
        after(intervalMs, check)
      }
      after(intervalMs, check)
    },
    mute(on: boolean) {
      isMute = on
    },
    close(code: number, reason: string) {
      if (isOpen) wire.close(code, reason)
    },
    terminate() {
      if (isOpen) wire.terminate()
    },
    /** The socket has gone: nothing runs on. */
    ended() {
      isOpen = false
      for (const cancel of timers) cancel()
      timers.clear()
    },
  }
}
