import type { Event } from '@landale/protocol'

/** The most events the page keeps, those that wait while it is paused among them. */
export const maxRows = 1_000

/** `shown` and `waiting` are newest first. While paused, what comes waits; what is shown stays as it is. */
export type FeedList = {
  paused: boolean
  shown: readonly Event[]
  waiting: readonly Event[]
  /** Newer events that found no room while paused. */
  dropped: number
}

export const emptyFeedList: FeedList = { paused: false, shown: [], waiting: [], dropped: 0 }

/** Events as a feed gives them: in order, oldest first. */
export function receive(list: FeedList, events: readonly Event[]): FeedList {
  const newest = events.toReversed()
  if (!list.paused) return { ...list, shown: [...newest, ...list.shown].slice(0, maxRows) }
  const waiting = [...newest, ...list.waiting]
  return { ...list, waiting: waiting.slice(0, maxRows), dropped: list.dropped + Math.max(0, waiting.length - maxRows) }
}

export function pause(list: FeedList): FeedList {
  return { ...list, paused: true }
}

export function resume(list: FeedList): FeedList {
  return { ...emptyFeedList, shown: [...list.waiting, ...list.shown].slice(0, maxRows) }
}

/** The log is another one, or too far ahead: what was shown is not what came before. */
export function restart(list: FeedList): FeedList {
  return { ...emptyFeedList, paused: list.paused }
}
