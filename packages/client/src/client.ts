import type { Feed as FeedName } from '@landale/protocol'
import { type Feed, type FeedOptions, openFeed } from './channel.ts'
import type { ClientStatistics } from './counters.ts'
import { createLink } from './link.ts'
import type { ClientOptions } from './options.ts'
import { openStateChannel, type StateChannel, type StateOptions } from './state-channel.ts'
import type { ClientStatus, StatusListener } from './status.ts'

export type Client = {
  readonly status: ClientStatus
  readonly statistics: ClientStatistics
  /** The server's clock, ms since the epoch, as well as it is known. */
  now(): number
  /** Told of every change from now on. Returns the way to unsubscribe. */
  onStatus(listener: StatusListener): () => void
  /** `events:<name>`, each event once and in order. Throws where the client has it open already. */
  feed(name: FeedName, options: FeedOptions): Feed
  /** A topic with a state of its own. Throws where the client has it open already. */
  state<Value = unknown, Reply = unknown>(topic: string, options: StateOptions<Value, Reply>): StateChannel
  /** Leaves every topic and closes the socket, for good. */
  close(): void
}

/**
 * A client on the stock `phoenix` socket that never gives up: one socket for all topics, in a page as in a worker.
 * It begins to connect at once.
 */
export function createClient(options: ClientOptions): Client {
  const link = createLink(options)
  const { socket, status, reconnect } = link
  const comeOnline = () => reconnect.now()
  globalThis.addEventListener?.('online', comeOnline)
  socket.connect()

  return {
    get status() {
      return status.current
    },
    get statistics() {
      return {
        ...link.counters,
        state: status.current.kind,
        since: status.since,
        attempts: reconnect.attempts,
        queueDepth: link.outbox.depth,
        dropped: link.outbox.dropped,
      }
    },
    now: () => link.clock() + link.offset.offsetMs,
    onStatus: status.subscribe,
    feed: (name, feedOptions) => openFeed(link, name, feedOptions),
    state: (topic, stateOptions) => openStateChannel(link, topic, stateOptions),
    close() {
      globalThis.removeEventListener?.('online', comeOnline)
      reconnect.stop()
      for (const subscription of [...link.subscriptions.values()]) subscription.leave()
      status.set({ kind: 'closed' })
      socket.disconnect()
    },
  }
}
