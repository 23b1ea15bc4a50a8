import type { Event } from '@landale/protocol'
import { ToolError } from '../tools/tool-error.ts'
import type { Server } from './server.ts'

export type Page = { events: Event[]; lastSeq: number; earliest: number }

const pageEvents = 1_000
/** A page may be empty while the log hands over to the archive. */
const emptyTries = 20
const emptyMs = 250

/**
 * All events of a session up to where it ends when it is first asked, in order, archived and hot. Throws ToolError where events
 * are missing in between. What retention let go of is not there: `earliest` of the first page says so.
 */
export async function* readSession(server: Server, session: string): AsyncGenerator<Page> {
  let end: number | undefined
  let empty = 0
  for (let after = 0; end === undefined || after < end; ) {
    const body = await server.ask(`/v1/sessions/${encodeURIComponent(session)}/events?after=${after}&limit=${pageEvents}`)
    const page = body as unknown as { events: Event[]; last_seq: number; earliest_available_cursor: number }
    end ??= page.last_seq
    const limit = end
    const events = page.events.filter(({ seq }) => seq <= limit)
    const last = events.at(-1)
    if (last === undefined) {
      if (end === 0 || page.earliest_available_cursor >= end) return
      empty += 1
      if (empty === emptyTries) throw new ToolError(`the server gives no events of ${session} after ${after}: see /ready`)
      await Bun.sleep(emptyMs)
      continue
    }
    const first = events[0]?.seq ?? 0
    if (last.seq - first !== events.length - 1 || (after > 0 && first !== after + 1))
      throw new ToolError(`events are missing in ${session} after ${after}: run bun run doctor`)
    empty = 0
    yield { events, lastSeq: end, earliest: page.earliest_available_cursor }
    after = last.seq
  }
}
