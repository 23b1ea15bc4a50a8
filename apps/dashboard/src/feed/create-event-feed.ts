import type { Client } from '@landale/client'
import type { Event } from '@landale/protocol'
import { type Accessor, createSignal, onCleanup } from 'solid-js'
import { emptyFeedList, type FeedList, pause, receive, restart, resume } from '@/feed/feed-list.ts'

/** How many of the newest events a page that opens asks for. */
const openingEvents = 200

export type EventFeed = {
  list: Accessor<FeedList>
  /** The newest position seen. */
  head: Accessor<number>
  /** Whether what was shown has once been dropped because the feed could not go on from it. */
  restarted: Accessor<boolean>
  togglePause(): void
}

export type EventFeedOptions = {
  /** Hears how many events came, not how many were replayed at the opening. */
  onLive(events: number): void
  onEvents(events: readonly Event[]): void
}

/** The feed `all`, kept over reconnects. */
export function createEventFeed(client: Client, { onLive, onEvents }: EventFeedOptions): EventFeed {
  const [list, setList] = createSignal(emptyFeedList)
  const [head, setHead] = createSignal(0)
  const [restarted, setRestarted] = createSignal(false)
  const openedAt = client.now()
  const feed = client.feed('all', {
    limit: openingEvents,
    onEvents(events: Event[]) {
      setList((known) => receive(known, events))
      setHead(events.at(-1)?.position ?? 0)
      onEvents(events)
      onLive(events.filter((event) => Date.parse(event.inserted_at) >= openedAt).length)
    },
    onReset(reset) {
      setList(restart)
      setHead(reset.head)
      setRestarted(true)
    },
  })
  onCleanup(() => feed.close())
  return {
    list,
    head,
    restarted,
    togglePause: () => setList((known) => (known.paused ? resume(known) : pause(known))),
  }
}
