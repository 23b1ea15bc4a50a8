import { fullJitter } from '@landale/client/backoff'
import type { Clock } from '@landale/service'
import { Connection } from './connection.ts'
import type { Notification } from './message.ts'

const backoff = { baseMs: 1_000, capMs: 30_000 }
/** What was on its way over the old socket when the new one was welcomed still comes. */
const lingerMs = 5_000
/** A connection that stood this long starts its backoff anew. */
const stableMs = 60_000

export type EventSubOptions = {
  url: string
  /** Asked for; what the welcome says is what counts. */
  keepaliveSeconds: number
  clock: Clock
  random?: () => number
  /** A new session: nothing is subscribed to in it yet. */
  onSession: (sessionId: string) => void
  /** The session has moved, and everything subscribed to in it came along. */
  onMoved: (sessionId: string) => void
  /** No session stands; another attempt follows by itself. */
  onLost: (reason: string) => void
  onNotification: (notification: Notification) => void
  onRevoked: (type: string, status: string) => void
}

type State =
  | { kind: 'idle' }
  | { kind: 'waiting'; cancel: () => void }
  | { kind: 'connecting'; connection: Connection }
  | { kind: 'connected'; connection: Connection; since: number }
  /** Twitch asked to move: the old socket goes on until the new one is welcomed. */
  | { kind: 'moving'; connection: Connection; since: number; next: Connection }

/**
 * A session of EventSub, for as long as it is wanted. A move to another server keeps both sockets until the new one is welcomed; an
 * abnormal end connects anew, and `onSession` says that everything is to be subscribed to again.
 */
export class EventSub {
  readonly #options: EventSubOptions
  readonly #url: string
  readonly #lingering = new Map<Connection, () => void>()
  #state: State = { kind: 'idle' }
  #attempt = 0

  constructor(options: EventSubOptions) {
    this.#options = options
    const url = new URL(options.url)
    url.searchParams.set('keepalive_timeout_seconds', String(options.keepaliveSeconds))
    this.#url = url.href
  }

  start(): void {
    if (this.#state.kind === 'idle') this.#connect()
  }

  /** Ends the session; `start` may follow. */
  stop(): void {
    this.#letGo()
    this.#state = { kind: 'idle' }
    this.#attempt = 0
  }

  /** Gives the session up for a new one, where what is subscribed to in it is in doubt. */
  restart(reason: string): void {
    const state = this.#state
    if (state.kind === 'idle' || state.kind === 'waiting') return
    this.#letGo()
    this.#retry(reason, 'since' in state ? state.since : undefined)
  }

  #letGo(): void {
    const state = this.#state
    if (state.kind === 'waiting') state.cancel()
    if ('connection' in state) state.connection.close()
    if (state.kind === 'moving') state.next.close()
    for (const [connection, cancel] of this.#lingering) {
      cancel()
      connection.close()
    }
    this.#lingering.clear()
  }

  #connect(): void {
    const connection: Connection = this.#open(this.#url, {
      onWelcome: (sessionId) => {
        this.#state = { kind: 'connected', connection, since: this.#options.clock.now() }
        this.#options.onSession(sessionId)
      },
      onClose: (reason) => this.#lost(connection, reason),
    })
    this.#state = { kind: 'connecting', connection }
  }

  #open(url: string, on: { onWelcome: (sessionId: string) => void; onClose: (reason: string) => void }): Connection {
    const { clock, onNotification, onRevoked } = this.#options
    const connection: Connection = new Connection({
      url,
      clock,
      onClose: on.onClose,
      onMessage: (message) => {
        switch (message.kind) {
          case 'notification':
            return onNotification(message)
          case 'welcome':
            return on.onWelcome(message.sessionId)
          case 'reconnect':
            return this.#move(connection, message.url)
          case 'revocation':
            return onRevoked(message.type, message.status)
          case 'keepalive':
          case 'unknown':
            return undefined
          default:
            return message satisfies never
        }
      },
    })
    return connection
  }

  /** Opens the address that Twitch gave, as it gave it: the subscriptions come along. */
  #move(from: Connection, url: string): void {
    const state = this.#state
    if (state.kind !== 'connected' || state.connection !== from) return
    const next: Connection = this.#open(url, {
      onWelcome: (sessionId) => {
        this.#state = { kind: 'connected', connection: next, since: this.#options.clock.now() }
        this.#linger(from)
        this.#options.onMoved(sessionId)
      },
      onClose: (reason) => this.#lost(next, reason),
    })
    this.#state = { kind: 'moving', connection: from, since: state.since, next }
  }

  #linger(old: Connection): void {
    const cancel = this.#options.clock.after(lingerMs, () => {
      this.#lingering.delete(old)
      old.close()
    })
    this.#lingering.set(old, cancel)
  }

  #lost(connection: Connection, reason: string): void {
    const cancel = this.#lingering.get(connection)
    if (cancel) {
      cancel()
      this.#lingering.delete(connection)
      return
    }
    const state = this.#state
    if (state.kind === 'moving') {
      if (connection === state.connection) {
        // The old one ended while the new one is on its way, which may still bring the subscriptions along.
        this.#state = { kind: 'connecting', connection: state.next }
        return
      }
      // The move failed. What is left of the old session is given up, for two sessions would say everything twice.
      state.connection.close()
    } else if (!('connection' in state) || state.connection !== connection) return
    this.#retry(reason, 'since' in state ? state.since : undefined)
  }

  #retry(reason: string, since: number | undefined): void {
    const { clock, random = Math.random, onLost } = this.#options
    if (since !== undefined && clock.now() - since >= stableMs) this.#attempt = 0
    this.#attempt += 1
    const delayMs = this.#attempt === 1 ? 0 : fullJitter(this.#attempt, { ...backoff, random })
    this.#state = { kind: 'waiting', cancel: clock.after(delayMs, () => this.#connect()) }
    onLost(reason)
  }
}
