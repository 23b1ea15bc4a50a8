import { Database } from 'bun:sqlite'
import type { Session } from '@landale/protocol'
import { databasePath } from './database.ts'
import { type SessionRow, toSession } from './sessions.ts'
import type { Snapshot } from './snapshots.ts'

export type ViewedEvent = { position: number; feeds: number; body: string }

/** A stretch of the hot log: positions in `(after, upTo]`. */
export type Stretch = { after: number; upTo: number; session?: string | undefined; order: 'asc' | 'desc' }

/**
 * The hot log through a read-only connection of its own, for other threads than the one that writes. It sees what is durable,
 * which may be a turn ahead of what is published. Each call reads one state of the log; none holds it between calls.
 */
export class LogView implements Disposable {
  readonly #db: Database
  readonly #next
  readonly #sessions
  readonly #start
  readonly #atTime
  readonly #head
  readonly #page

  constructor(folder: string) {
    this.#db = new Database(databasePath(folder), { readonly: true, strict: true })
    this.#db.run('pragma busy_timeout = 5000')
    this.#next = this.#db.query<ViewedEvent, [number, number]>(
      'select position, feeds, body from events where position > ? order by position limit ?',
    )
    this.#sessions = this.#db.query<SessionRow, [number, number]>(
      'select * from sessions where key in (select session from events where position between ? and ?)',
    )
    this.#start = this.#db.query<{ position: number }, []>('select position from events order by position limit 1')
    this.#head = this.#db.query<{ position: number }, []>('select position from events order by position desc limit 1')
    this.#atTime = this.#db.query<{ at: number }, [number]>('select inserted_at as at from events where position = ?')
    const page = (where: string, order: 'asc' | 'desc') =>
      this.#db.query<{ position: number; body: string }, [{ after: number; upTo: number; session: string; limit: number }]>(
        `select position, body from events where position > $after and position <= $upTo ${where} order by position ${order} limit $limit`,
      )
    // The unused name is spoken for, since a strict statement takes no other names than its own.
    const ofSession = 'and session = (select key from sessions where id = $session)'
    const ofAny = `and $session = ''`
    this.#page = {
      session: { asc: page(ofSession, 'asc'), desc: page(ofSession, 'desc') },
      any: { asc: page(ofAny, 'asc'), desc: page(ofAny, 'desc') },
    }
  }

  /** The first position that is here; 1 in an empty log. */
  get start(): number {
    return this.#start.get()?.position ?? 1
  }

  /** The last position that is durable; 0 in an empty log. */
  get head(): number {
    return this.#head.get()?.position ?? 0
  }

  /** The next events after a position: at most `maxEvents`, and no more than fit in `maxBytes` after the first. */
  next(after: number, { maxEvents, maxBytes }: { maxEvents: number; maxBytes: number }): ViewedEvent[] {
    const events: ViewedEvent[] = []
    let bytes = 0
    for (const event of this.#next.iterate(after, maxEvents)) {
      bytes += event.body.length
      if (events.length > 0 && bytes > maxBytes) break
      events.push(event)
    }
    return events
  }

  /** The sessions that have events from position `first` to `last`. */
  sessionsBetween(first: number, last: number): Session[] {
    return this.#sessions.all(first, last).map(toSession)
  }

  /** The reducers' saved states up to a position. */
  snapshotsUpTo(position: number): Snapshot[] {
    return this.#db
      .query<{ name: string; position: number; value: string }, [number]>('select * from snapshots where position <= ?')
      .all(position)
      .map(({ name, position: at, value }) => ({ name, position: at, value: JSON.parse(value) as unknown }))
  }

  /** The first `limit` events of a stretch, in its order. */
  page({ after, upTo, session, order }: Stretch, limit: number): { position: number; body: string }[] {
    const statement = this.#page[session === undefined ? 'any' : 'session'][order]
    return statement.all({ after, upTo, session: session ?? '', limit })
  }

  /** The last position whose event came before `at` (ms); the one before the first where none did. */
  lastBefore(at: number): number {
    let low = this.start - 1
    let high = this.head
    // Time never goes back along positions, and the hot log has no gaps.
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      const found = this.#atTime.get(middle)
      if (found === null || found.at < at) low = middle
      else high = middle - 1
    }
    return low
  }

  [Symbol.dispose](): void {
    this.#db.close()
  }
}
