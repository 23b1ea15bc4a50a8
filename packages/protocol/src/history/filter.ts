import type { Event, Origin } from '../event/event.ts'
import { matchesWords, searchText, wordsOf } from '../event/words.ts'

/** Which events of the history are asked for; what is not given does not narrow. Times are ms since the epoch, by the log's clock. */
export type EventFilter = {
  session?: string | undefined
  type?: string | undefined
  /** Types that begin with this: `channel.`. */
  type_prefix?: string | undefined
  source?: string | undefined
  actor?: string | undefined
  origin?: Origin | undefined
  /** Inclusive. */
  from?: number | undefined
  /** Exclusive. */
  to?: number | undefined
  /** All of these, as `wordsOf` gives them. */
  words?: readonly string[] | undefined
}

/** Whether an event is asked for. The archive asks the same in SQL. */
export function matchesFilter(event: Event, filter: EventFilter): boolean {
  const { session, type, type_prefix, source, actor, origin, from, to, words } = filter
  if (session !== undefined && event.session !== session) return false
  if (type !== undefined && event.type !== type) return false
  if (type_prefix !== undefined && !event.type.startsWith(type_prefix)) return false
  if (source !== undefined && event.source !== source) return false
  if (actor !== undefined && event.actor !== actor) return false
  if (origin !== undefined && event.metadata.origin !== origin) return false
  if (from !== undefined || to !== undefined) {
    const at = Date.parse(event.inserted_at)
    if (at < (from ?? at) || (to !== undefined && at >= to)) return false
  }
  return words === undefined || words.length === 0 || matchesWords(wordsOf(searchText(event)), words)
}
