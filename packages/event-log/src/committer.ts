import type { Database } from 'bun:sqlite'
import { type Event, feedsOf, type NewEvent } from '@landale/protocol'
import type { AppendedEvent, AppendOutcome, AppendRequest } from './append.ts'
import { contentHash } from './content-hash.ts'
import { codeOf } from './database.ts'
import { LogUnavailableError } from './errors.ts'
import type { EventLogLimits } from './options.ts'
import type { SessionHead, Sessions } from './sessions.ts'
import type { CommittedEvent } from './stored-event.ts'

type Known = { seq: number; position: number; hash: Uint8Array }
type Fresh = { seq: number; position: number; hash: Uint8Array | undefined }

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
    this.#insertEvent = db.query<null, [number, number, number, number, number, string]>(
      'insert into events values (?, ?, ?, ?, ?, ?)',
    )
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
    const slots = this.#place(request, session)
    if ('kind' in slots) return slots
    const fresh = slots.some(({ known }) => !known)
    if (fresh && request.expectedSeq !== undefined && request.expectedSeq !== session.lastSeq) {
      return { kind: 'expected_seq_conflict', expectedSeq: request.expectedSeq, currentSeq: session.lastSeq }
    }
    const rows: CommittedEvent[] = []
    const insertedAt = new Date(now).toISOString()
    for (const { event, slot, known } of slots) {
      if (known) continue
      const row = toRow(event, session.id, slot, insertedAt)
      if (exceeds(row.body, this.#limits.maxEventBytes)) {
        return { kind: 'event_too_large', index: request.events.indexOf(event), maxBytes: this.#limits.maxEventBytes }
      }
      rows.push(row)
    }
    this.#write(session, slots, rows, now)
    for (const row of rows) committed.push(row)
    this.#head += rows.length
    const lastSeq = session.lastSeq + rows.length
    if (rolls && request.events[0]?.type === 'broadcast.stopped' && session.kind === 'broadcast')
      this.#sessions.roll('off-air', now)
    return { kind: 'appended', session: session.id, lastSeq, events: slots.map(({ slot, known }) => appended(slot, known)) }
  }

  #isKnown(session: SessionHead, event: NewEvent): boolean {
    return event.idempotency_key !== undefined && this.#findKey.get(scopeOf(session), event.idempotency_key) !== null
  }

  /** Gives every event its place: that of its first append where its key is known, else the next free one. */
  #place(request: AppendRequest, session: SessionHead) {
    const seen = new Map<string, Fresh>()
    const slots: { event: NewEvent; slot: Known | Fresh; known: boolean }[] = []
    let count = 0
    for (const event of request.events) {
      const key = event.idempotency_key
      const hash = key === undefined ? undefined : contentHash(event)
      const earlier = key === undefined ? undefined : (seen.get(key) ?? this.#findKey.get(scopeOf(session), key) ?? undefined)
      if (earlier) {
        if (key !== undefined && !sameBytes(earlier.hash, hash)) {
          return { kind: 'idempotency_conflict' as const, key, seq: earlier.seq }
        }
        slots.push({ event, slot: earlier, known: true })
        continue
      }
      count += 1
      const slot = { seq: session.lastSeq + count, position: this.#head + count, hash }
      if (key !== undefined) seen.set(key, slot)
      slots.push({ event, slot, known: false })
    }
    return slots
  }

  #write(
    session: SessionHead,
    slots: readonly { event: NewEvent; slot: Known | Fresh; known: boolean }[],
    rows: CommittedEvent[],
    now: number,
  ) {
    if (rows.length === 0) return
    for (const { position, seq, feeds, body } of rows) this.#insertEvent.run(position, session.key, seq, feeds, now, body)
    for (const { event, slot, known } of slots) {
      if (known || event.idempotency_key === undefined || slot.hash === undefined) continue
      this.#insertKey.run(scopeOf(session), event.idempotency_key, slot.seq, slot.position, slot.hash, now)
    }
    this.#advance.run(session.lastSeq + rows.length, now, session.key)
  }
}

/** The platform's own sessions share their idempotency keys: a retry is the same event on either side of a roll. */
function scopeOf({ key, kind }: SessionHead): number {
  return kind === 'custom' ? key : 0
}

function appended({ seq, position }: Fresh, deduped: boolean): AppendedEvent {
  return { seq, position, deduped }
}

function metadataOrigin(event: NewEvent): string {
  return event.metadata?.origin ?? 'live'
}

function toRow(given: NewEvent, session: string, { seq, position }: Fresh, insertedAt: string): CommittedEvent {
  const id = given.id ?? `evt_${Bun.randomUUIDv7()}`
  const event: Event = {
    id,
    position,
    session,
    seq,
    type: given.type,
    ...(given.source === undefined ? undefined : { source: given.source }),
    actor: given.actor,
    payload: given.payload,
    metadata: { ...given.metadata, ...missingMetadata(given, id, insertedAt) },
    ...(given.refs === undefined ? undefined : { refs: given.refs }),
    ...(given.idempotency_key === undefined ? undefined : { idempotency_key: given.idempotency_key }),
    inserted_at: insertedAt,
  }
  return { position, seq, feeds: feedsOf(event), body: JSON.stringify(event), event }
}

/** An event that nothing caused is the first of its own correlation. */
function missingMetadata({ metadata }: NewEvent, id: string, insertedAt: string) {
  return {
    correlation_id: metadata?.correlation_id ?? id,
    origin: metadata?.origin ?? ('live' as const),
    occurred_at: metadata?.occurred_at ?? insertedAt,
  }
}

function exceeds(body: string, maxBytes: number): boolean {
  // UTF-8 takes at most three bytes for a UTF-16 unit, so most bodies need no counting.
  return body.length * 3 > maxBytes && Buffer.byteLength(body) > maxBytes
}

function sameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a !== undefined && b !== undefined && Buffer.compare(a, b) === 0
}
