import type { EventLog } from './event-log.ts'
import type { StoredEvent } from './stored-event.ts'

/**
 * Everything of a session with `seq > after`, in order, and then what is appended, until `signal` aborts. It reads the log page
 * by page and sleeps at its end, so replay, cutover and live are one loop, and a slow reader holds nothing but its own place.
 */
export async function* followSession(
  log: EventLog,
  { session, after, pageSize = 500, signal }: { session: string; after: number; pageSize?: number; signal: AbortSignal },
): AsyncGenerator<StoredEvent[], void, void> {
  let cursor = after
  while (!signal.aborted) {
    // Taken before the read: an append during it wakes us again, so none can fall between the read and the sleep.
    const appended = log.nextFanOut(signal)
    const page = await log.readSession(session, { after: cursor, limit: pageSize })
    if (page === undefined) return
    const last = page.events.at(-1)
    if (last) {
      cursor = last.seq
      yield page.events
    } else {
      await appended
    }
  }
}
