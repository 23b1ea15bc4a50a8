import type { Server, ServerWebSocket } from 'bun'
import { type Data, handlers, type Outcome } from './requests.ts'
import { type FakeInput, type FakeStudio, newStudio } from './studio.ts'

type Connection = { challenge: string; isIdentified: boolean }
type Socket = ServerWebSocket<Connection>
type Request = { requestType: string; requestId?: string; requestData?: Data }
type Refusal = { code: number; comment: string | undefined; left: number }

export type FakeObs = Disposable & {
  /** As OBS_URL names it. */
  url: string
  studio: FakeStudio
  /** Every connection that was tried. */
  readonly attempts: number
  readonly isIdentified: boolean
  /** Connections that are open. */
  readonly connections: number
  /** Every request that was taken, with its data, in order. */
  requests(type: string): Data[]
  /** Tells who is connected of something, as if it had happened. */
  emit(type: string, data: Record<string, unknown>): void
  /** Ends the session (4011), which is not to be tried again. */
  kick(): void
  /** Cuts the connection (1006). */
  drop(): void
  /** Answers nothing from now on, or answers again. Connections stay open. */
  silence(on: boolean): void
  /** Closes each connection before its Hello, or takes them again. */
  away(on: boolean): void
  /** Answers each request so much later. */
  delay(ms: number): void
  /** Refuses a request so many times. */
  refuse(type: string, code: number, options?: { comment?: string; times?: number }): void
  addBrowserSource(name: string, url: string, options?: { isActive?: boolean }): FakeInput
}

/**
 * The WebSocket server of an OBS (obs-websocket 5, JSON, rpc 1) over a real socket, with a small studio behind it: for what cannot
 * be provoked in a real one. https://github.com/obsproject/obs-websocket/blob/master/docs/generated/protocol.md
 */
export function fakeObs({ password, port = 0 }: { password?: string; port?: number } = {}): FakeObs {
  const studio = newStudio()
  const open = new Set<Socket>()
  const taken: { type: string; data: Data }[] = []
  const refusals = new Map<string, Refusal>()
  const salt = crypto.randomUUID()
  let attempts = 0
  let isSilent = false
  let isAway = false
  let delayMs = 0

  const send = (socket: Socket, op: number, d: Record<string, unknown>) => {
    if (!isSilent) socket.send(JSON.stringify({ op, d }))
  }
  const emit = (eventType: string, eventData: Record<string, unknown>) => {
    for (const socket of open) if (socket.data.isIdentified) send(socket, 5, { eventType, eventIntent: 1, eventData })
  }
  const outcomeOf = (type: string, data: Data): Outcome => {
    taken.push({ type, data })
    const refusal = refusals.get(type)
    if (refusal && refusal.left > 0) {
      refusal.left -= 1
      return { code: refusal.code, ...(refusal.comment === undefined ? undefined : { comment: refusal.comment }) }
    }
    return handlers.get(type)?.(studio, data, emit) ?? { code: 204, comment: 'Your request type is not valid.' }
  }
  const answerOf = ({ requestType, requestId, requestData = {} }: Request) => {
    const outcome = outcomeOf(requestType, requestData)
    const requestStatus = 'code' in outcome ? { result: false, ...outcome } : { result: true, code: 100 }
    const responseData = 'code' in outcome ? undefined : outcome.data
    return { requestType, requestId, requestStatus, ...(responseData === undefined ? undefined : { responseData }) }
  }
  const identify = (socket: Socket, { authentication }: { authentication?: string }) => {
    if (password !== undefined && authentication !== proof(password, salt, socket.data.challenge)) {
      socket.close(4009, 'Authentication failed.')
      return
    }
    socket.data.isIdentified = true
    send(socket, 2, { negotiatedRpcVersion: 1 })
  }
  const answer = (socket: Socket, op: number, d: Request & { requests?: Request[] }) => {
    if (op === 6) send(socket, 7, answerOf(d))
    if (op === 8) send(socket, 9, { requestId: d.requestId, results: (d.requests ?? []).map(answerOf) })
  }

  const server: Server<Connection> = Bun.serve<Connection>({
    hostname: '127.0.0.1',
    port,
    fetch(request, upgrading) {
      attempts += 1
      const data = { challenge: crypto.randomUUID(), isIdentified: false }
      const headers = { 'sec-websocket-protocol': 'obswebsocket.json' }
      if (!isAway && upgrading.upgrade(request, { data, headers })) return undefined
      return new Response('away', { status: 503 })
    },
    websocket: {
      open(socket) {
        open.add(socket)
        const authentication = password === undefined ? {} : { authentication: { challenge: socket.data.challenge, salt } }
        send(socket, 0, { obsWebSocketVersion: '5.5.4', rpcVersion: 1, ...authentication })
      },
      message(socket, message) {
        if (isSilent) return
        const { op, d } = JSON.parse(String(message))
        if (op === 1) identify(socket, d)
        else if (delayMs === 0) answer(socket, op, d)
        else setTimeout(() => answer(socket, op, d), delayMs)
      },
      close(socket) {
        open.delete(socket)
      },
    },
  })

  return {
    url: `ws://127.0.0.1:${server.port}`,
    studio,
    get attempts() {
      return attempts
    },
    get isIdentified() {
      return [...open].some(({ data }) => data.isIdentified)
    },
    get connections() {
      return open.size
    },
    requests: (type) => taken.filter((request) => request.type === type).map(({ data }) => data),
    emit,
    kick() {
      for (const socket of open) socket.close(4011, 'Your session has been invalidated.')
    },
    drop() {
      for (const socket of open) socket.terminate()
    },
    silence(on) {
      isSilent = on
    },
    away(on) {
      isAway = on
    },
    delay(ms) {
      delayMs = ms
    },
    refuse(type, code, { comment, times = Number.POSITIVE_INFINITY } = {}) {
      refusals.set(type, { code, comment, left: times })
    },
    addBrowserSource(name, url, { isActive = true } = {}) {
      const input = { name, kind: 'browser_source', sound: undefined, settings: { url }, isActive }
      studio.inputs.set(name, input)
      emit('InputCreated', { inputName: name, inputKind: input.kind, unversionedInputKind: input.kind })
      return input
    },
    [Symbol.dispose]: () => void server.stop(true),
  }
}

/** Base64(SHA-256(Base64(SHA-256(password + salt)) + challenge)). */
function proof(password: string, salt: string, challenge: string): string {
  const hash = (text: string) => new Bun.CryptoHasher('sha256').update(text).digest('base64')
  return hash(hash(password + salt) + challenge)
}
