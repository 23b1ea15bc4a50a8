import { decodeFrame, encodeReply, type Frame, ResumeParams } from '@landale/protocol'
import type { ServerWebSocket } from 'bun'
import { FeedLog } from './feed-log.ts'

type Socket = ServerWebSocket<{ joins: Map<string, string>; name: string | null; key: string | undefined }>
type Reply = { status: 'ok' | 'error'; response: Record<string, unknown> }

/**
 * A Phoenix V2 server on a real socket that does what a test tells it: which frames are lost or come twice, when it restarts,
 * what a join or a push is answered.
 */
export class PhoenixServer implements AsyncDisposable {
  readonly log = new FeedLog()
  readonly sockets = new Set<Socket>()
  /** Every frame that came, heartbeats left out. */
  readonly frames: Frame[] = []
  connections = 0
  isMute = false
  isClosedToAll = false
  onJoin: ((frame: Frame) => Reply | 'silent' | undefined) | undefined
  onPush: ((frame: Frame) => Reply | 'silent' | undefined) | undefined
  /** What becomes of the next live frames, one each. */
  readonly faults: ('lose' | 'twice')[] = []
  #server = this.#listen(0)
  readonly #port = this.#server.port ?? 0

  get url() {
    return `ws://127.0.0.1:${this.#port}/socket`
  }

  joinsOf(topic: string): Frame[] {
    return this.frames.filter((frame) => frame.event === 'phx_join' && frame.topic === topic)
  }

  append(count: number, isOurs = true): void {
    const frame = this.log.append(count, isOurs)
    if (frame === undefined) return
    const fault = this.faults.shift()
    if (fault === 'lose') return
    this.broadcast('events:chat', 'events', frame)
    if (fault === 'twice') this.broadcast('events:chat', 'events', frame)
  }

  broadcast(topic: string, event: string, payload: unknown): void {
    this.raw(topic, JSON.stringify([null, null, topic, event, payload]))
  }

  raw(topic: string, text: string): void {
    for (const socket of this.sockets) if (socket.data.joins.has(topic)) socket.send(text)
  }

  /** A push to one topic under its own join ref: `phx_error`, `phx_close`. */
  tell(topic: string, event: string): void {
    for (const socket of this.sockets) {
      const joinRef = socket.data.joins.get(topic)
      if (joinRef === undefined) continue
      socket.data.joins.delete(topic)
      socket.send(JSON.stringify([joinRef, joinRef, topic, event, {}]))
    }
  }

  cut(code = 1012): void {
    for (const socket of [...this.sockets]) socket.close(code)
  }

  async stop(): Promise<void> {
    this.sockets.clear()
    await this.#server.stop(true)
  }

  /** On the same port, with the same log. */
  start(): void {
    this.#server = this.#listen(this.#port)
  }

  async restart(): Promise<void> {
    await this.stop()
    this.start()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  #listen(port: number) {
    return Bun.serve<Socket['data'], never>({
      port,
      hostname: '127.0.0.1',
      fetch: (request, server) => {
        const [protocol, token] = request.headers.get('sec-websocket-protocol')?.split(', ') ?? []
        if (this.isClosedToAll) return new Response(null, { status: 403 })
        const key = token === undefined ? undefined : atob(token.replace('base64url.bearer.phx.', ''))
        const name = new URL(request.url).searchParams.get('name')
        const headers = protocol === undefined ? {} : { 'sec-websocket-protocol': protocol }
        const upgraded = server.upgrade(request, { data: { joins: new Map<string, string>(), name, key }, headers })
        return upgraded ? undefined : new Response(null, { status: 400 })
      },
      websocket: {
        open: (socket) => {
          this.connections += 1
          this.sockets.add(socket)
        },
        close: (socket) => void this.sockets.delete(socket),
        message: (socket, text) => this.#receive(socket, String(text)),
      },
    })
  }

  #receive(socket: Socket, text: string) {
    const result = decodeFrame(text)
    if (!result.ok) throw new Error(result.message)
    const { frame } = result
    const answer = ({ status, response }: Reply) => void socket.send(encodeReply(frame, status, response))
    if (frame.topic === 'phoenix') {
      if (!this.isMute) answer({ status: 'ok', response: {} })
      return
    }
    this.frames.push(frame)
    if (frame.event === 'phx_join') return this.#join(socket, frame, answer)
    if (frame.event === 'phx_leave') {
      answer({ status: 'ok', response: {} })
      if (socket.data.joins.get(frame.topic) === frame.joinRef) socket.data.joins.delete(frame.topic)
      return
    }
    const reply = this.onPush?.(frame) ?? { status: 'ok' as const, response: { echo: frame.payload } }
    if (reply !== 'silent') answer(reply)
  }

  #join(socket: Socket, frame: Frame, answer: (reply: Reply) => void) {
    const reply = this.onJoin?.(frame)
    if (reply === 'silent') return
    if (reply?.status === 'error') return answer(reply)
    socket.data.joins.set(frame.topic, frame.joinRef ?? '')
    if (reply !== undefined) return answer(reply)
    if (!frame.topic.startsWith('events:')) return answer({ status: 'ok', response: {} })
    const { reply: response, replay } = this.log.resume(ResumeParams.parse(frame.payload))
    answer({ status: 'ok', response })
    // In frames of three, so that a replay can be cut in the middle.
    let prev = replay?.prev ?? 0
    for (let index = 0; index < (replay?.events.length ?? 0); index += 3) {
      const events = replay?.events.slice(index, index + 3) ?? []
      socket.send(JSON.stringify([frame.joinRef, null, frame.topic, 'events', { prev, events }]))
      prev = events.at(-1)?.position ?? prev
    }
  }
}
