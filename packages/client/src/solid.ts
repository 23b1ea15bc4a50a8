import type { Event, Feed as FeedName } from '@landale/protocol'
import { type Accessor, batch, createSignal, onCleanup } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { FeedOptions } from './channel.ts'
import { type Client, createClient } from './client.ts'
import type { ClientOptions } from './options.ts'
import type { StateChannel, StateMeta, StateOptions } from './state-channel.ts'
import type { ClientStatus } from './status.ts'

/** A client that closes with its owner. */
export function createLandaleClient(options: ClientOptions): Client {
  const client = createClient(options)
  onCleanup(() => client.close())
  return client
}

export function createClientStatus(client: Client): Accessor<ClientStatus> {
  const [status, setStatus] = createSignal<ClientStatus>(client.status)
  onCleanup(client.onStatus(setStatus))
  return status
}

/** What a topic is to a page; every field is reactive. All are undefined until the first join is answered. */
export type ChannelState<Value, Reply> = {
  readonly value: Value | undefined
  readonly meta: StateMeta | undefined
  readonly reply: Reply | undefined
  readonly refusal: { reason: string } | undefined
  push: StateChannel['push']
}

/**
 * A topic's state as a store: what did not change keeps its identity (objects by their `id`), so only what did is drawn again.
 * The listeners of `options` are called as well, after the state is set.
 */
export function createChannelState<Value, Reply = unknown>(
  client: Client,
  topic: string,
  options: StateOptions<Value, Reply> = {},
): ChannelState<Value, Reply> {
  const [store, setStore] = createStore<{ value: Value | undefined }>({ value: undefined })
  const [meta, setMeta] = createSignal<StateMeta>()
  const [reply, setReply] = createSignal<Reply>()
  const [refusal, setRefusal] = createSignal<{ reason: string }>()
  const channel = client.state<Value, Reply>(topic, {
    ...options,
    onJoin(joined) {
      setReply(() => joined)
      options.onJoin?.(joined)
    },
    onState(value, newer) {
      batch(() => {
        setStore(reconcile({ value }, { key: 'id' }))
        setMeta(newer)
      })
      options.onState?.(value, newer)
    },
    onRefused(refused) {
      setRefusal(refused)
      options.onRefused?.(refused)
    },
  })
  onCleanup(() => channel.close())
  return {
    get value() {
      return store.value
    },
    get meta() {
      return meta()
    },
    get reply() {
      return reply()
    },
    get refusal() {
      return refusal()
    },
    push: channel.push,
  }
}

/** The newest events of a feed, oldest first, at most `keep` (default: `limit`, or 100) of them. A reset empties the list. */
export function createFeed(
  client: Client,
  name: FeedName,
  options: Partial<FeedOptions> & { keep?: number } = {},
): Accessor<readonly Event[]> {
  const { keep = options.limit ?? 100, ...feedOptions } = options
  const [events, setEvents] = createSignal<readonly Event[]>([])
  const feed = client.feed(name, {
    ...feedOptions,
    onEvents(newer) {
      setEvents((older) => [...older, ...newer].slice(-keep))
      options.onEvents?.(newer)
    },
    onReset(reset) {
      setEvents([])
      options.onReset?.(reset)
    },
  })
  onCleanup(() => feed.close())
  return events
}
