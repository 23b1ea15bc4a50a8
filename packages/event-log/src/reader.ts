import type { Database } from 'bun:sqlite'
import type { ArchiveReader } from './options.ts'
import type { Sessions } from './sessions.ts'
import type { StoredEvent } from './stored-event.ts'

/** A page of a session. `earliest` is the first `seq` that can still be read. */
export type SessionPage = { events: StoredEvent[]; lastSeq: number; earliest: number }

/** Reads the hot log, and below it the archive, as one. A page holds at most `limit` events, in order, without a gap. */
export class Reader {
  readonly #sessions: Sessions
  readonly #archive: ArchiveReader | undefined
  readonly #session
  readonly #sessionStart
  readonly #feed
  readonly #feedCount
  readonly #newest
  readonly #start

  constructor(db: Database, sessions: Sessions, archive: ArchiveReader | undefined) {
    this.#sessions = sessions
    this.#archive = archive
    this.#session = db.query<StoredEvent, [number, number, number, number]>(
      'select position, seq, body from events where session = ? and seq > ? and position <= ? order by seq limit ?',
    )
    this.#sessionStart = db.query<{ seq: number }, [number]>('select seq from events where session = ? order by seq limit 1')
    this.#feed = db.query<StoredEvent, [number, number, number, number]>(
      'select position, seq, body from events where position > ? and position <= ? and (feeds & ?) != 0 order by position limit ?',
    )
    this.#feedCount = db.query<{ n: number }, [number, number, number]>(
      'select count(*) as n from events where position > ? and position <= ? and (feeds & ?) != 0',
    )
    this.#newest = db.query<{ position: number }, [number, number, number]>(
      'select position from events where position <= ? and (feeds & ?) != 0 order by position desc limit 1 offset ?',
    )
    this.#start = db.query<{ position: number; at: number }, []>(
      'select position, inserted_at as at from events order by position limit 1',
    )
  }

  /** The first position in the hot log; 1 where it is empty. */
  hotStart(): number {
    return this.#start.get()?.position ?? 1
  }

  /** When the first event of the hot log came, in ms; undefined where it is empty. */
  hotSince(): number | undefined {
    return this.#start.get()?.at
  }

  /** Events of a session with `seq > after`, up to `upTo` by position; undefined where there is no such session. */
  async session(id: string, after: number, limit: number, upTo: number): Promise<SessionPage | undefined> {
    const head = this.#sessions.head(id)
    if (head === undefined) return undefined
    const hotStart = this.#sessionStart.get(head.key)?.seq ?? head.lastSeq + 1
    if (this.#archive === undefined || after + 1 >= hotStart) {
      const events = this.#session.all(head.key, after, upTo, limit)
      return { events, lastSeq: head.lastSeq, earliest: this.#archive ? 1 : hotStart }
    }
    const archived = await this.#archive.readSession(head, after, limit)
    const cold = archived.events.filter(({ seq }) => seq < hotStart)
    // What retention let go of is no seam: the page begins with what is left.
    const last = cold.at(-1)?.seq ?? Math.max(after, Math.min(archived.earliest ?? hotStart, hotStart) - 1)
    const isWhole = cold.length < limit && last + 1 >= hotStart
    const hot = isWhole ? this.#session.all(head.key, last, upTo, limit - cold.length) : []
    // The hot log may have been trimmed while the archive answered: then the rest is archived, and the next page has it.
    const follows = hot[0] === undefined || hot[0].seq === last + 1
    return { events: follows ? [...cold, ...hot] : cold, lastSeq: head.lastSeq, earliest: archived.earliest ?? hotStart }
  }

  /** Events of any of `feeds` with a position in `(after, upTo]`. */
  async feeds(after: number, upTo: number, feeds: number, limit: number): Promise<StoredEvent[]> {
    const hotStart = this.hotStart()
    if (this.#archive === undefined || after + 1 >= hotStart) return this.#feed.all(after, upTo, feeds, limit)
    const cold = await this.#archive.readFeeds(after, Math.min(upTo, hotStart - 1), feeds, limit)
    // Trimmed meanwhile: what was hot when we asked may be neither in this answer nor in the hot log now.
    if (this.hotStart() !== hotStart) return await this.feeds(after, upTo, feeds, limit)
    const rest = limit - cold.length
    return rest > 0 ? [...cold, ...this.#feed.all(hotStart - 1, upTo, feeds, rest)] : cold
  }

  /** How many events of any of `feeds` have a position in `(after, upTo]`. */
  async countFeeds(after: number, upTo: number, feeds: number): Promise<number> {
    const hot = this.#feedCount.get(after, upTo, feeds)?.n ?? 0
    const hotStart = this.hotStart()
    if (this.#archive === undefined || after + 1 >= hotStart) return hot
    return hot + (await this.#archive.countFeeds(after, Math.min(upTo, hotStart - 1), feeds))
  }

  /** The cursor after which the newest `count` events of `feeds` up to `upTo` lie in the hot log. */
  cursorBefore(upTo: number, feeds: number, count: number): number {
    const first = this.#newest.get(upTo, feeds, count - 1)
    return first ? first.position - 1 : this.hotStart() - 1
  }
}
