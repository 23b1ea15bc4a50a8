import type { Clock } from '@landale/service'
import { closeReasons, connectionUnused, graceTimeExpired } from './close-codes.ts'
import type { Connection } from './connection.ts'
import { keepaliveMessage, reconnectMessage, type SessionPayload, welcomeMessage } from './message.ts'
import { nanosecondTime } from './timestamp.ts'

const unusedMs = 10_000
const reconnectGraceMs = 30_000

export type Session = ReturnType<typeof createSession>

export type SessionOptions = {
  clock: Clock
  keepaliveSeconds: number
  connection: Connection
  /** Whether it holds a subscription. */
  isUsed: (session: string) => boolean
  /** No connection is left to it. */
  onEnd: (session: string) => void
}

/** A session of EventSub: it outlives its connection only where that is handed over. */
export function createSession({ clock, keepaliveSeconds, connection: first, isUsed, onEnd }: SessionOptions) {
  const id = `AgoQ${crypto.randomUUID().replaceAll('-', '')}`
  const connectedAt = clock.now()
  let current = first
  let handover: { challenge: string; cancel: () => void; isTaken: boolean } | undefined
  let isOver = false

  const payload = (status: SessionPayload['status'], reconnectUrl: string | null): SessionPayload => ({
    id,
    status,
    connected_at: nanosecondTime(connectedAt),
    keepalive_timeout_seconds: status === 'connected' ? keepaliveSeconds : null,
    reconnect_url: reconnectUrl,
  })
  const end = () => {
    if (isOver) return
    isOver = true
    handover?.cancel()
    onEnd(id)
  }
  const expire = () => {
    if (current.isOpen) current.close(graceTimeExpired, closeReasons[graceTimeExpired] ?? '')
    handover = undefined
    end()
  }

  return {
    id,
    keepaliveSeconds,
    get status(): SessionPayload['status'] {
      return handover === undefined ? 'connected' : 'reconnecting'
    },
    /** Where its messages go now. */
    get connection() {
      return current
    },
    send: (text: string): boolean => current.send(text),
    /** The first message of a connection; from then on it is the one that gets what follows. */
    welcome(connection: Connection) {
      const previous = current
      current = connection
      connection.send(welcomeMessage(payload('connected', null), { at: clock.now() }))
      connection.keepAlive(keepaliveSeconds * 1000, () => keepaliveMessage({ at: clock.now() }))
      if (previous === connection) {
        connection.after(unusedMs, () => {
          if (!isUsed(id)) connection.close(connectionUnused, closeReasons[connectionUnused] ?? '')
        })
        return
      }
      handover?.cancel()
      handover = undefined
      // The client closes the old one itself, as soon as it has this welcome.
      previous.after(reconnectGraceMs, () => previous.close(graceTimeExpired, closeReasons[graceTimeExpired] ?? ''))
    },
    /** Asks the client to come again by another address, within 30 s. */
    reconnect(urlOf: (query: URLSearchParams) => string): string {
      handover?.cancel()
      const challenge = crypto.randomUUID()
      const url = urlOf(new URLSearchParams({ challenge, id }))
      handover = { challenge, cancel: clock.after(reconnectGraceMs, expire), isTaken: false }
      current.send(reconnectMessage(payload('reconnecting', url), { at: clock.now() }))
      return url
    },
    /** Whether a new connection may take it over: the address is good once. */
    takeOver(challenge: string): boolean {
      if (handover === undefined || handover.isTaken || handover.challenge !== challenge) return false
      handover.isTaken = true
      return true
    },
    /** One of its connections has gone. While it is being handed over it waits for the next one until the time is up. */
    lost(connection: Connection) {
      if (connection === current && handover === undefined) end()
    },
    stop: end,
    /** The connection that was to take over went before its welcome. */
    abandoned() {
      if (handover !== undefined) handover.isTaken = false
    },
  }
}
