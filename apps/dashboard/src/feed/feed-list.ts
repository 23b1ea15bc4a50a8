import { type Event, takenBackBy } from '@landale/protocol'
import { type FeedEvent, takeBack } from '@/feed/taken-back.ts'

/** The most events the page keeps, those that wait while it is paused among them. */
export const maxRows = 1_000

/** `shown` and `waiting` are newest first. While paused, what comes waits; what is shown stays as it is. */
export type FeedList = {
  paused: boolean
  shown: readonly FeedEvent[]
  waiting: readonly FeedEvent[]
  /** Newer events that found no room while paused. */
  dropped: number
}

export const emptyFeedList: FeedList = { paused: false, shown: [], waiting: [], dropped: 0 }

/** Events as a feed gives them: in order, oldest first. What a moderator takes back goes at once, from what is paused as well. */
export function receive(list: FeedList, events: readonly Event[]): FeedList {
  const takings = events.flatMap((event, index) => {
    const takes = takenBackBy(event)
    return takes === undefined ? [] : [{ takes, index }]
  })
  // An event takes back what came before it, and so not what follows on the same page.
  const letGo = (event: FeedEvent, place: number) =>
    takeBack(event, (earlier) => takings.some(({ takes, index }) => index > place && takes(earlier)))
  const kept = (known: readonly FeedEvent[]) => (takings.length === 0 ? known : known.map((event) => letGo(event, -1)))

  const newest = (takings.length === 0 ? events : events.map(letGo)).toReversed()
  const shown = kept(list.shown)
  if (!list.paused) return { ...list, shown: [...newest, ...shown].slice(0, maxRows) }
  const waiting = [...newest, ...kept(list.waiting)]
  const dropped = list.dropped + Math.max(0, waiting.length - maxRows)
  return { ...list, shown, waiting: waiting.slice(0, maxRows), dropped }
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
