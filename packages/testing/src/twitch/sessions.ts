import { closeReasons, inboundTraffic, invalidReconnect } from './close-codes.ts'
import { type Connection, createConnection, type Wire } from './connection.ts'
import type { Settings } from './options.ts'
import { createSession, type Session } from './session.ts'

const minKeepaliveSeconds = 10
const maxKeepaliveSeconds = 600

/** A connected client. */
export type OpenSocket = {
  readonly session: string
  readonly status: 'waiting' | 'connected' | 'reconnecting' | 'replaced'
  readonly keepaliveSeconds: number
}
type Attached = { connection: Connection; session: Session; isWelcomed: boolean }

export type Sessions = ReturnType<typeof createSessions>

type SessionsOptions = {
  settings: Settings
  url: () => string
  isUsed: (session: string) => boolean
  onEnd: (session: string) => void
}

/** Who is connected to `/ws`, and which session each connection carries. */
export function createSessions({ settings, url, isUsed, onEnd }: SessionsOptions) {
  const { clock } = settings
  const sessions = new Map<string, Session>()
  const attached = new Map<Connection, Attached>()
  const connections = { opened: 0, closed: 0 }
  let holds = 0

  const keepaliveOf = (query: URLSearchParams): number => {
    const asked = Number.parseInt(query.get('keepalive_timeout_seconds') ?? '', 10)
    if (Number.isNaN(asked)) return settings.keepaliveSeconds
    return Math.min(maxKeepaliveSeconds, Math.max(minKeepaliveSeconds, asked))
  }
  const begin = (connection: Connection, query: URLSearchParams): Session => {
    const session = createSession({
      clock,
      keepaliveSeconds: keepaliveOf(query),
      connection,
      isUsed,
      onEnd(id) {
        sessions.delete(id)
        onEnd(id)
      },
    })
    sessions.set(session.id, session)
    return session
  }
  const sessionFor = (connection: Connection, query: URLSearchParams): Session | undefined => {
    const challenge = query.get('challenge')
    if (challenge === null) return begin(connection, query)
    const session = sessions.get(query.get('id') ?? '')
    return session?.takeOver(challenge) === true ? session : undefined
  }
  const welcome = (one: Attached) => {
    one.isWelcomed = true
    one.session.welcome(one.connection)
  }
  const chosen = (session?: string): Attached[] =>
    [...attached.values()].filter((one) => session === undefined || one.session.id === session)
  const statusOf = ({ connection, session, isWelcomed }: Attached): OpenSocket['status'] => {
    if (!isWelcomed) return 'waiting'
    return connection === session.connection ? session.status : 'replaced'
  }

  return {
    connections,
    has: (session: string) => sessions.has(session),
    find: (session: string) => sessions.get(session),
    opened(wire: Wire, query: URLSearchParams): Connection {
      connections.opened += 1
      const connection = createConnection({ wire, clock })
      const session = sessionFor(connection, query)
      if (session === undefined) {
        connection.close(invalidReconnect, closeReasons[invalidReconnect] ?? '')
        return connection
      }
      const one = { connection, session, isWelcomed: false }
      attached.set(connection, one)
      if (holds === 0) welcome(one)
      return connection
    },
    /** A client may send nothing but what keeps the socket alive. */
    spoke: (connection: Connection) => connection.close(inboundTraffic, closeReasons[inboundTraffic] ?? ''),
    closed(connection: Connection) {
      connections.closed += 1
      connection.ended()
      const one = attached.get(connection)
      attached.delete(connection)
      if (one !== undefined && !one.isWelcomed && connection !== one.session.connection) one.session.abandoned()
      one?.session.lost(connection)
    },
    get sockets(): OpenSocket[] {
      return [...attached.values()].map((one) => ({
        session: one.session.id,
        status: statusOf(one),
        keepaliveSeconds: one.session.keepaliveSeconds,
      }))
    },
    /** Connections from now on are welcomed only when what comes back is called. */
    holdWelcome(): () => void {
      holds += 1
      let isHeld = true
      return () => {
        if (!isHeld) return
        isHeld = false
        holds -= 1
        if (holds === 0) for (const one of attached.values()) if (!one.isWelcomed) welcome(one)
      }
    },
    /** Asks clients to reconnect; gives back the addresses. */
    reconnect: (session?: string): string[] =>
      [...sessions.values()]
        .filter(({ id }) => session === undefined || id === session)
        .map((one) => one.reconnect((query) => `${url()}?${query}`)),
    /** The network goes away without a word (1006). */
    drop(session?: string) {
      for (const { connection } of chosen(session)) connection.terminate()
    },
    close(code: number, session?: string) {
      for (const { connection } of chosen(session)) connection.close(code, closeReasons[code] ?? '')
    },
    /** Connections that are open now get nothing more, until `speak()`. */
    silence(session?: string) {
      for (const { connection } of chosen(session)) connection.mute(true)
    },
    speak() {
      for (const { connection } of attached.values()) connection.mute(false)
    },
    stop() {
      for (const session of sessions.values()) session.stop()
      for (const connection of attached.keys()) {
        connection.terminate()
        connection.ended()
      }
    },
  }
}
