import { Socket } from 'phoenix'
import { fullJitter } from './backoff.ts'
import { type ClockOffset, createClockOffset } from './clock-offset.ts'
import { type Counters, createCounters } from './counters.ts'
import { type ClientOptions, reconnectMs, rejoinMs } from './options.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { createReconnect, type Reconnect } from './reconnect.ts'
import { createStatus, type StatusSource } from './status.ts'
import { createWire } from './wire.ts'

/** What every subscription of a client shares: one socket, one clock, one outbox. */
export type Link = {
  socket: Socket
  status: StatusSource
  reconnect: Reconnect
  /** Our own clock, ms. */
  clock: () => number
  offset: ClockOffset
  outbox: Outbox
  counters: Counters
  /** All that are open, by topic: a socket holds a topic once, and the client leaves them when it closes. */
  subscriptions: Map<string, { leave(): void }>
  timeoutMs: number
  /** When the socket last opened, by our clock. */
  openedAt: () => number
  rejoinDelayMs: (attempt: number) => number
  /** Says aloud what is wrong with what arrived. */
  report: (error: Error) => void
  /** Runs what belongs to the application, whose faults must not reach the socket's handlers. */
  guard: (run: () => void) => void
}

/** The stock socket, and what makes it never give up. */
export function createLink(options: ClientOptions): Link {
  const { clock = Date.now, random = Math.random, timeoutMs = 10_000, heartbeatIntervalMs = 15_000 } = options
  const report = options.onError ?? ((error) => console.error(error))
  const guard = (run: () => void) => {
    try {
      run()
    } catch (error) {
      report(error instanceof Error ? error : new Error(String(error)))
    }
  }
  const counters = createCounters()
  const offset = createClockOffset()
  const status = createStatus({ clock, guard })
  const rejoinDelayMs = (attempt: number) => fullJitter(attempt, { ...rejoinMs, random })
  const reconnect = createReconnect({
    status,
    clock,
    timeoutMs,
    delayMs: (attempt) => fullJitter(attempt, { ...reconnectMs, random }),
    connect() {
      // `connect` alone respects a dead connection until the stock client has dealt with it.
      socket.disconnect()
      socket.connect()
    },
  })
  const socket = new Socket(options.url, {
    ...(options.transport === undefined ? {} : { transport: options.transport }),
    ...createWire({ clock, counters, onFault: (message) => report(new Error(`socket: ${message}`)) }),
    authToken: options.key,
    // Asked once at the start of every attempt, the stock client's own among them.
    params: () => {
      reconnect.started()
      return { name: options.name }
    },
    timeout: timeoutMs,
    heartbeatIntervalMs,
    reconnectAfterMs: reconnect.afterMs,
    rejoinAfterMs: rejoinDelayMs,
  })
  let openedAt: number | undefined
  socket.onOpen(() => {
    if (openedAt !== undefined) counters.reconnects += 1
    openedAt = clock()
    offset.expire()
    reconnect.opened()
  })
  return {
    socket,
    status,
    reconnect,
    clock,
    offset,
    outbox: createOutbox(options.outboxLimit ?? 100),
    counters,
    subscriptions: new Map(),
    timeoutMs,
    openedAt: () => openedAt ?? 0,
    rejoinDelayMs,
    report,
    guard,
  }
}
