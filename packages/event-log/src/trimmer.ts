import type { Database } from 'bun:sqlite'
import { feedBit, feeds } from '@landale/protocol'
import type { EventLogLimits } from './options.ts'

type Edge = { position: number; at: number; feeds: number }

/**
 * Lets go of what the hot log need not hold any longer: archived events older than the hot window, or, where nothing archives
 * them, events of 30 days; and idempotency keys after theirs. The last event always stays: it knows the head.
 */
export class Trimmer {
  readonly #db: Database
  readonly #limits: EventLogLimits
  readonly #candidates
  readonly #remove
  readonly #removeKeys
  readonly #markFeed
  readonly #feedMark

  constructor(db: Database, limits: EventLogLimits) {
    this.#db = db
    this.#limits = limits
    this.#candidates = db.query<Edge, [number, number]>(
      `select position, inserted_at as at, feeds from events
        where position <= ? and position < (select max(position) from events) order by position limit ?`,
    )
    this.#remove = db.query<null, [number]>('delete from events where position <= ?')
    this.#removeKeys = db.query<null, [number, number]>(
      'delete from idempotency where (scope, key) in (select scope, key from idempotency where inserted_at < ? limit ?)',
    )
    this.#markFeed = db.query<null, [number, number]>(
      'insert into trimmed_feeds values (?, ?) on conflict do update set position = excluded.position',
    )
    this.#feedMark = db.query<{ position: number }, [number]>(
      'select max(position) as position from trimmed_feeds where feed & ? != 0',
    )
  }

  /** The last position of any of `feeds` that was trimmed away; 0 where none was. */
  lastTrimmed(mask: number): number {
    return this.#feedMark.get(mask)?.position ?? 0
  }

  /** One bounded step; gives back how many rows it removed. `archivedUpTo` undefined: nothing archives this log. */
  step(now: number, archivedUpTo: number | undefined): { events: number; keys: number } {
    const windowMs = archivedUpTo === undefined ? this.#limits.unarchivedWindowMs : this.#limits.hotWindowMs
    const expired = this.#candidates
      .all(archivedUpTo ?? Number.MAX_SAFE_INTEGER, this.#limits.trimStep)
      .filter(({ at }) => at < now - windowMs)
    return this.#db
      .transaction(() => {
        const last = expired.at(-1)
        if (last) {
          this.#remove.run(last.position)
          for (const feed of feeds) this.#mark(feedBit(feed), expired)
        }
        const { changes } = this.#removeKeys.run(now - this.#limits.idempotencyWindowMs, this.#limits.trimStep)
        return { events: expired.length, keys: changes }
      })
      .immediate()
  }

  #mark(bit: number, removed: readonly Edge[]): void {
    const last = removed.findLast(({ feeds: mask }) => (mask & bit) !== 0)
    if (last) this.#markFeed.run(bit, last.position)
  }
}
