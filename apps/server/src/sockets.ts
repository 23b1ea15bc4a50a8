import type { EventLog } from '@landale/event-log'
import type { ClientSummary, Role } from '@landale/protocol'
import type { Logger } from '@landale/service'
import type { Server, ServerWebSocket } from 'bun'
import { offersPhoenix } from './access/credentials.ts'
import { ChannelSocket } from './channel/channel-socket.ts'
import type { Topics } from './channel/topic.ts'
import type { Config } from './config.ts'
import { checkRole } from './http/access.ts'
import { wholeNumber } from './http/parse.ts'
import { Problem } from './http/problem.ts'
import type { ServerMetrics } from './metrics.ts'
import { TailSocket } from './tail/tail-socket.ts'

/** What a socket is for, decided before its upgrade; and, from its opening on, who speaks on our end of it. */
export type SocketData = (
  | { kind: 'channel'; role: Role; name: string; end?: ChannelSocket }
  | { kind: 'tail'; session: string; cursor: number; batchSize: number; end?: TailSocket }
) & { openedAt: number }

export type SocketsOptions = {
  log: EventLog
  config: Config
  roleOf: (key: string) => Role | undefined
  topics: Topics
  metrics: ServerMetrics
  logger: Logger
  clock: () => number
  onClientsChanged: () => void
}

type Socket = ServerWebSocket<SocketData>

const bufferCheckMs = 250

/** All open sockets: channels and tails. */
export class Sockets {
  readonly #options: SocketsOptions
  readonly #open = new Set<Socket>()
  readonly #sweep: Timer

  constructor(options: SocketsOptions) {
    this.#options = options
    this.#sweep = setInterval(() => this.checkBuffers(), bufferCheckMs)
    this.#sweep.unref()
  }

  get count(): number {
    return this.#open.size
  }

  clients(): ClientSummary[] {
    return [...this.#open].flatMap(({ data }) => (data.kind === 'channel' && data.end ? [data.end.summary()] : []))
  }

  /** Upgrades a request for a socket, or refuses it; undefined where it asks for none. Refusals are answered before the upgrade. */
  upgrade(request: Request, url: URL, server: Server<SocketData>): Response | 'upgraded' | undefined {
    const tail = url.pathname.match(/^\/v1\/sessions\/([^/]+)\/tail$/)?.[1]
    const isChannel = url.pathname === '/socket/websocket'
    if (!isChannel && tail === undefined) return undefined
    try {
      const data = isChannel ? this.#channelData(request, url) : this.#tailData(request, url, decodeURIComponent(tail ?? ''))
      if (this.#open.size >= this.#options.config.socket.maxSockets)
        throw new Problem('rate_limited', 'too many sockets are open')
      const headers = offersPhoenix(request) ? { 'sec-websocket-protocol': 'phoenix' } : undefined
      if (server.upgrade(request, { data, ...(headers ? { headers } : undefined) })) return 'upgraded'
      throw new Problem('invalid_websocket_upgrade', 'the request is not a WebSocket upgrade')
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      this.#options.metrics.refusedSockets.inc({ reason: error.code })
      return error.response()
    }
  }

  #channelData(request: Request, url: URL): SocketData {
    // The stock client takes a 403 before the upgrade as "not now" and tries again, so a wrong key is one too.
    if (keyRefused(() => checkRole(this.#options.roleOf, request, url, ['control', 'worker', 'overlay']))) {
      throw new Problem('forbidden_role', 'the key is missing or not known')
    }
    const role = checkRole(this.#options.roleOf, request, url, ['control', 'worker', 'overlay'])
    const vsn = url.searchParams.get('vsn') ?? '1.0.0'
    if (!/^2\.0\.\d+$/.test(vsn)) throw new Problem('forbidden_role', `vsn: ${vsn.slice(0, 16)} is not spoken here; use 2.0.0`)
    const name = (url.searchParams.get('name') ?? request.headers.get('user-agent') ?? 'unnamed').slice(0, 64)
    return { kind: 'channel', role, name, openedAt: this.#options.clock() }
  }

  #tailData(request: Request, url: URL, session: string): SocketData {
    const { log, roleOf, clock } = this.#options
    checkRole(roleOf, request, url, ['control', 'worker', 'overlay'])
    if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') {
      throw new Problem('invalid_websocket_upgrade', 'the request is not a WebSocket upgrade')
    }
    const parameter = (name: string) => url.searchParams.get(name) ?? undefined
    const cursor = wholeNumber(parameter('cursor'), {
      name: 'cursor',
      code: 'invalid_cursor',
      from: 0,
      to: Number.MAX_SAFE_INTEGER,
      otherwise: 0,
    })
    const batchSize = wholeNumber(parameter('batch_size'), {
      name: 'batch_size',
      code: 'invalid_tail_batch_size',
      from: 1,
      to: 1_000,
      otherwise: 1,
    })
    const found = log.session(session)
    if (found === undefined) throw new Problem('session_not_found', 'there is no such session')
    return { kind: 'tail', session: found.id, cursor, batchSize, openedAt: clock() }
  }

  readonly handler = {
    data: undefined as unknown as SocketData,
    open: (socket: Socket) => this.#opened(socket),
    message: (socket: Socket, data: string | Buffer) => {
      if (socket.data.kind === 'channel') socket.data.end?.receive(data)
    },
    drain: (socket: Socket) => socket.data.end?.onDrain(),
    close: (socket: Socket) => {
      this.#open.delete(socket)
      socket.data.end?.onClose()
      this.#options.onClientsChanged()
    },
  }

  #opened(socket: Socket): void {
    const { log, config, topics, metrics, logger, onClientsChanged } = this.#options
    const { data } = socket
    this.#open.add(socket)
    if (data.kind === 'channel') {
      const { role, name, openedAt: now } = data
      data.end = new ChannelSocket({
        wire: socket,
        role,
        name,
        topics,
        limits: config.socket,
        metrics,
        logger,
        now,
        onChange: onClientsChanged,
      })
      onClientsChanged()
      return
    }
    const { session, cursor, batchSize } = data
    const { maxBufferedBytes, slowReaderMs } = config.socket
    data.end = new TailSocket({ wire: socket, log, session, cursor, batchSize, maxBufferedBytes, slowReaderMs, metrics, logger })
    void data.end.run()
  }

  /** Closes the clients that more waits for than may. */
  checkBuffers(): void {
    for (const { data } of this.#open) if (data.kind === 'channel') data.end?.checkBuffer()
  }

  /** Tells every client that the server goes away for a moment (1012), which they come back after. */
  closeAll(): void {
    clearInterval(this.#sweep)
    for (const { data } of [...this.#open]) data.end?.close(1012, 'the server restarts')
  }
}

function keyRefused(check: () => unknown): boolean {
  try {
    check()
    return false
  } catch (error) {
    return error instanceof Problem && error.code === 'unauthorized'
  }
}
