import type { FakeTwitch } from './fake-twitch.ts'
import { subscriptionTypes } from './subscription-types.ts'

/** What a test hears on `/ws`. */
export type HeardMessage = {
  metadata: {
    message_id: string
    message_type: string
    message_timestamp: string
    subscription_type?: string
    subscription_version?: string
  }
  payload: {
    session?: { id: string; status: string; keepalive_timeout_seconds: number | null; reconnect_url: string | null }
    subscription?: { id: string; type: string; status: string }
    event?: Record<string, unknown>
  }
}

export type TestClient = Disposable & {
  readonly messages: readonly HeardMessage[]
  /** The id of the session, once it is welcomed. */
  session(): Promise<string>
  /** The first message of that type, at once where it has come already. */
  next(type: string): Promise<HeardMessage>
  /** Resolves when that many messages of a type have come. */
  count(type: string, count: number): Promise<HeardMessage[]>
  closed: Promise<{ code: number; reason: string }>
  socket: WebSocket
}

/** Asks Helix as the streamer. */
export function helix(
  twitch: Pick<FakeTwitch, 'helixUrl' | 'clientId'>,
  token: string,
  path: string,
  { method = 'GET', body }: { method?: string; body?: unknown } = {},
): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'client-id': twitch.clientId, 'content-type': 'application/json' }
  return fetch(`${twitch.helixUrl}${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
}

/** Subscribes a session to a type, with every field of its condition naming the streamer. */
export function subscribe(twitch: FakeTwitch, token: string, session: string, type = 'stream.online'): Promise<Response> {
  const known = subscriptionTypes.find((one) => one.type === type)
  const condition = Object.fromEntries((known?.condition ?? []).map((key) => [key.split('|')[0], twitch.user.id]))
  const transport = { method: 'websocket', session_id: session }
  const body = { type, version: known?.version, condition, transport }
  return helix(twitch, token, '/eventsub/subscriptions', { method: 'POST', body })
}

/** Parameters as a form, to `/oauth2`. */
export const post = (twitch: FakeTwitch, path: string, form: Record<string, string>): Promise<Response> =>
  fetch(`${twitch.authUrl}${path}`, { method: 'POST', body: new URLSearchParams({ client_id: twitch.clientId, ...form }) })

/** A client of EventSub with no mind of its own. */
export function connect(url: string): TestClient {
  const socket = new WebSocket(url)
  const messages: HeardMessage[] = []
  const waiting = new Set<() => void>()
  const closed = Promise.withResolvers<{ code: number; reason: string }>()
  socket.onmessage = ({ data }) => {
    messages.push(JSON.parse(String(data)) as HeardMessage)
    for (const look of waiting) look()
  }
  socket.onclose = ({ code, reason }) => closed.resolve({ code, reason })

  const count = (type: string, wanted: number) => {
    const { promise, resolve } = Promise.withResolvers<HeardMessage[]>()
    const look = () => {
      const found = messages.filter(({ metadata }) => metadata.message_type === type)
      if (found.length < wanted) return
      waiting.delete(look)
      resolve(found)
    }
    waiting.add(look)
    look()
    return promise
  }
  const next = async (type: string): Promise<HeardMessage> => {
    const [first] = await count(type, 1)
    if (first === undefined) throw new Error(`no ${type}`)
    return first
  }
  return {
    messages,
    socket,
    closed: closed.promise,
    count,
    next,
    async session() {
      const { payload } = await next('session_welcome')
      return payload.session?.id ?? ''
    },
    [Symbol.dispose]: () => socket.close(),
  }
}
