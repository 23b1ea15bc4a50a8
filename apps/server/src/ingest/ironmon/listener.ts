// Hop 1, ingest: bytes from an emulator over TCP, `<length> <JSON>` after `<length> <JSON>`, arrive.
// They leave as run.* events through `append`, into the log.
import type { Logger } from '@landale/service'
import type { Socket } from 'bun'
import { type ConnectionDeps, IronmonConnection, type RefusalReason } from './connection.ts'
import { defaultFrameLimits, type FrameLimits } from './frame-decoder.ts'

export type IronmonLimits = {
  maxConnections: number
  /** A connection that says nothing for this long is closed. A dead peer is noticed sooner, by TCP's own keepalive. */
  idleSeconds: number
  /** Frames of one connection that may wait; above it the socket is not read. */
  maxQueuedFrames?: number
  frame?: FrameLimits
}

export type IronmonListenerOptions = {
  hostname: string
  /** 0 picks a free one. */
  port: number
  limits: IronmonLimits
  logger: Pick<Logger, 'info' | 'warn' | 'error'>
  metrics: { tcpRefused: { inc(labels: { reason: RefusalReason }): void } }
  append: ConnectionDeps['append']
  currentRun: ConnectionDeps['currentRun']
  /** Called with how many connections there are whenever that is another number. */
  onConnections?: (count: number) => void
  newRunId?: () => string
  now?: () => number
}

export type IronmonListener = AsyncDisposable & {
  readonly port: number
  /** Closes every connection, and resolves when what they had sent is handled. */
  stop(): Promise<void>
}

type Slot = { connection: IronmonConnection; idle: NodeJS.Timeout }

const keepAliveMs = 30_000

/** Listens for games. Throws what `Bun.listen` throws where the port is taken. */
export function createIronmonListener(options: IronmonListenerOptions): IronmonListener {
  const { hostname, limits, metrics, append, currentRun } = options
  const { newRunId = () => `run_${Bun.randomUUIDv7()}`, now = Date.now, onConnections = () => {} } = options
  const slots = new Map<Socket<undefined>, Slot>()
  const unsettled = new Set<Promise<void>>()
  let connectionNumber = 0

  const refused = (reason: RefusalReason) => metrics.tcpRefused.inc({ reason })

  function open(socket: Socket<undefined>): void {
    if (slots.size >= limits.maxConnections) {
      refused('too_many_connections')
      options.logger.warn({ limit: limits.maxConnections }, 'game connection refused: too many are open')
      socket.terminate()
      return
    }
    socket.setKeepAlive(true, keepAliveMs)
    connectionNumber += 1
    const logger = withFields(options.logger, { connection: connectionNumber })
    const connection = new IronmonConnection({
      peer: { pause: () => socket.pause(), resume: () => socket.resume(), close: () => socket.terminate() },
      frameLimits: limits.frame ?? defaultFrameLimits,
      maxQueuedFrames: limits.maxQueuedFrames ?? 256,
      deps: { append, currentRun, logger, onRefused: refused, newRunId, now },
    })
    const idle = setTimeout(() => {
      refused('idle')
      logger.info({ idle_seconds: limits.idleSeconds }, 'game connection closed: idle')
      socket.terminate()
    }, limits.idleSeconds * 1_000)
    slots.set(socket, { connection, idle })
    onConnections(slots.size)
    logger.info({ address: socket.remoteAddress }, 'game connected')
  }

  function close(socket: Socket<undefined>): void {
    const slot = slots.get(socket)
    if (slot === undefined) return
    slots.delete(socket)
    onConnections(slots.size)
    clearTimeout(slot.idle)
    slot.connection.ended()
    const settled = slot.connection.settled().finally(() => unsettled.delete(settled))
    unsettled.add(settled)
  }

  const server = Bun.listen({
    hostname,
    port: options.port,
    socket: {
      open,
      close,
      data(socket, chunk) {
        const slot = slots.get(socket)
        slot?.idle.refresh()
        slot?.connection.receive(chunk)
      },
      error(_socket, error) {
        options.logger.warn({ reason: error.message }, 'game connection failed')
      },
    },
  })

  async function stop(): Promise<void> {
    server.stop(true)
    for (const socket of [...slots.keys()]) {
      close(socket)
      socket.terminate()
    }
    await Promise.all(unsettled)
  }

  return {
    port: server.port,
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

function withFields(logger: IronmonListenerOptions['logger'], fields: Record<string, unknown>): IronmonListenerOptions['logger'] {
  return {
    info: (more, message) => logger.info({ ...fields, ...more }, message),
    warn: (more, message) => logger.warn({ ...fields, ...more }, message),
    error: (more, message) => logger.error({ ...fields, ...more }, message),
  }
}
