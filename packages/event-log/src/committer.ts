import type { Database } from 'bun:sqlite'
import type { NewEvent } from '@landale/protocol'
import type { AppendedEvent, AppendOutcome, AppendRequest } from './append.ts'
import { contentHash } from './content-hash.ts'
import { codeOf, LogUnavailableError } from './errors.ts'
import type { EventLogLimits } from './options.ts'
import { exceeds, type PlacedEvent, toRow } from './row.ts'
import type { SessionHead, Sessions } from './sessions.ts'
import type { CommittedEvent } from './stored-event.ts'

const platformScope = 0

type Known = { seq: number; position: number; hash: Uint8Array }
/** An event and its place: the first one it was given where it is known already. */
type Placed = PlacedEvent & { hash: Uint8Array | undefined; known: boolean }

/** Events that one statement inserts: a tenth less work for each in a list than one by one. */
const blockEvents = 32

export type CommitResult = { outcomes: AppendOutcome[]; committed: CommittedEvent[] }

/**
 * Turns a list of appends into one SQLite transaction. What each append comes to is decided before its first row is written, so
 * that one refused never undoes its neighbours; what fails is the whole transaction, and then nothing of it is kept.
 */
export class Committer {
  readonly #db: Database
  readonly #sessions: Sessions
  readonly #limits: EventLogLimits
  readonly #begin
  readonly #commit
  readonly #insertEvent
  readonly #insertEvents
  readonly #insertKey
  readonly #findKey
  readonly #advance
  #head: number
  #lastInsertedAt: number

  constructor(db: Database, sessions: Sessions, limits: EventLogLimits) {
    this.#db = db
    this.#sessions = sessions
    this.#limits = limits
    this.#begin = db.query<null, []>('begin immediate')
    this.#commit = db.query<null, []>('commit')
    this.#insertEvent = db.query<null, (number | string)[]>(insertSql(1))
    this.#insertEvents = db.query<null, (number | string)[]>(insertSql(blockEvents))
    this.#insertKey = db.query<null, [number, string, number, number, Uint8Array, number]>(
      'insert into idempotency values (?, ?, ?, ?, ?, ?)',
    )
    this.#findKey = db.query<Known, [number, string]>('select seq, position, hash from idempotency where scope = ? and key = ?')
    this.#advance = db.query<null, [number, number, number]>('update sessions set last_seq = ?, updated_at = ? where key = ?')
    // Trimming never takes the last event, so the newest row knows the head.
    const last = db
      .query<{ position: number; inserted_at: number }, []>(
        'select position, inserted_at from events order by position desc limit 1',
      )
      .get()
    this.#head = last?.position ?? 0
    this.#lastInsertedAt = last?.inserted_at ?? 0
  }

  get head(): number {
    return this.#head
  }

  commit(requests: readonly AppendRequest[], clock: number): CommitResult {
    // The log's clock never goes back, whatever the machine's does: time and position agree on the order.
    const now = Math.max(clock, this.#lastInsertedAt)
    const committed: CommittedEvent[] = []
    const before = this.#head
    try {
      this.#begin.run()
      const outcomes = requests.map((request) => this.#append(request, now, committed))
      this.#commit.run()
      this.#lastInsertedAt = now
      return { outcomes, committed }
    } catch (error) {
      this.#head = before
      if (this.#db.inTransaction) this.#db.run('rollback')
      throw new LogUnavailableError(
        `the log's disk refused a commit: ${codeOf(error)} ${error instanceof Error ? error.message : ''}`,
      )
    }
  }

  #append(request: AppendRequest, now: number, committed: CommittedEvent[]): AppendOutcome {
    const session = this.#sessions.head(request.session)
    if (session === undefined) return { kind: 'session_not_found' }
    const [first] = request.events
    const rolls = request.session === 'current' && first !== undefined && metadataOrigin(first) === 'live'
    const opens = rolls && first.type === 'broadcast.started' && session.kind === 'off-air' && !this.#isKnown(session, first)
    if (!opens) return this.#appendTo(session, request, now, committed, rolls)
    this.#db.run('savepoint roll')
    const outcome = this.#appendTo(this.#sessions.roll('broadcast', now), request, now, committed, rolls)
    this.#db.run(outcome.kind === 'appended' ? 'release roll' : 'rollback to roll')
    return outcome
  }

  #appendTo(
    session: SessionHead,
    request: AppendRequest,
    now: number,
    committed: CommittedEvent[],
    rolls: boolean,
  ): AppendOutcome {
    const places = this.#place(request, session)
    if ('kind' in places) return places
    const fresh = places.filter(({ known }) => !known)
    if (fresh.length > 0 && request.expectedSeq !== undefined && request.expectedSeq !== session.lastSeq) {
      return { kind: 'expected_seq_conflict', expectedSeq: request.expectedSeq, currentSeq: session.lastSeq }
    }
    const insertedAt = new Date(now).toISOString()
    const rows = fresh.map((placed) => toRow(placed, session.id, insertedAt))
    const large = fresh.find((_, index) => exceeds(rows[index]?.body ?? '', this.#limits.maxEventBytes))
    if (large) return { kind: 'event_too_large', index: places.indexOf(large), maxBytes: this.#limits.maxEventBytes }
    this.#write(session, fresh, rows, now)
    for (const row of rows) committed.push(row)
    this.#head += rows.length
    const lastSeq = session.lastSeq + rows.length
    // Only an end that is news: a retry of an earlier one must not end the broadcast that is on now.
    const [first] = places
    if (rolls && first?.known === false && first.event.type === 'broadcast.stopped' && session.kind === 'broadcast') {
      this.#sessions.roll('off-air', now)
    }
    return { kind: 'appended', session: session.id, lastSeq, events: places.map(appended) }
  }

  /** Whether a key was used in the platform's own sessions. */
  knows(key: string): boolean {
    return this.#findKey.get(platformScope, key) !== null
  }

  #isKnown(session: SessionHead, event: NewEvent): boolean {
    return event.idempotency_key !== undefined && this.#findKey.get(scopeOf(session), event.idempotency_key) !== null
  }

  /** Gives every event its place: that of its first append where its key is known, else the next free one. */
  #place(request: AppendRequest, session: SessionHead) {
    const seen = new Map<string, Placed>()
    const places: Placed[] = []
    let { lastSeq: seq } = session
    let position = this.#head
    for (const event of request.events) {
      const key = event.idempotency_key
      const hash = key === undefined ? undefined : contentHash(event)
      const earlier = key === undefined ? undefined : (seen.get(key) ?? this.#findKey.get(scopeOf(session), key) ?? undefined)
      if (earlier) {
        if (key !== undefined && !sameBytes(earlier.hash, hash)) {
          return { kind: 'idempotency_conflict' as const, key, seq: earlier.seq }
        }
        places.push({ event, seq: earlier.seq, position: earlier.position, hash, known: true })
        continue
      }
      seq += 1
      position += 1
      const placed = { event, seq, position, hash, known: false }
      if (key !== undefined) seen.set(key, placed)
      places.push(placed)
    }
    return places
  }

  #insert(session: number, rows: readonly CommittedEvent[], now: number): void {
    const blocks = rows.length - (rows.length % blockEvents)
    for (let start = 0; start < blocks; start += blockEvents) {
      const values: (number | string)[] = []
      for (let index = start; index < start + blockEvents; index += 1) {
        const row = rows[index]
        if (row) values.push(row.position, session, row.seq, row.feeds, now, row.body)
      }
      this.#insertEvents.run(...values)
    }
    for (const { position, seq, feeds, body } of rows.slice(blocks))
      this.#insertEvent.run(position, session, seq, feeds, now, body)
  }

  #write(session: SessionHead, fresh: readonly Placed[], rows: readonly CommittedEvent[], now: number): void {
    if (rows.length === 0) return
    this.#insert(session.key, rows, now)
    for (const { event, seq, position, hash } of fresh) {
      if (event.idempotency_key === undefined || hash === undefined) continue
      this.#insertKey.run(scopeOf(session), event.idempotency_key, seq, position, hash, now)
    }
    this.#advance.run(session.lastSeq + rows.length, now, session.key)
  }
}

/** SQL for `count` events at once. */
function insertSql(count: number): string {
  return `insert into events values ${Array.from({ length: count }, () => '(?, ?, ?, ?, ?, ?)').join(', ')}`
}

/** The platform's own sessions share their idempotency keys: a retry is the same event on either side of a roll. */
function scopeOf({ key, kind }: SessionHead): number {
  return kind === 'custom' ? key : platformScope
}

function appended({ seq, position, known }: Placed): AppendedEvent {
  return { seq, position, deduped: known }
}

function metadataOrigin(event: NewEvent): string {
  return event.metadata?.origin ?? 'live'
}

function sameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a !== undefined && b !== undefined && Buffer.compare(a, b) === 0
}
