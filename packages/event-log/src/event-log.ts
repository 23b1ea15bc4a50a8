// Hop 2, log. A producer's NewEvent arrives; it is made durable in one commit with its neighbours and answered with its place.
// It goes, as an Event with session, seq and position, to the one subscription that the server's feeds are batched from.
import type { Database } from 'bun:sqlite'
import type { NewSession, Session } from '@landale/protocol'
import type { AppendOutcome, AppendRequest } from './append.ts'
import { startCheckpointer } from './checkpointer.ts'
import { Committer } from './committer.ts'
import { databasePath, openDatabase } from './database.ts'
import { BacklogFullError, LogClosedError, LogOpenError, LogUnavailableError } from './errors.ts'
import { type ArchiveReader, defaultLimits, type EventLogLimits, type EventLogOptions } from './options.ts'
import { Reader, type SessionPage } from './reader.ts'
import { type ListSessions, Sessions } from './sessions.ts'
import { type Snapshot, Snapshots } from './snapshots.ts'
import type { CommittedEvent, StoredEvent } from './stored-event.ts'
import { Trimmer } from './trimmer.ts'

type Waiting = { request: AppendRequest; resolve: (outcome: AppendOutcome) => void; reject: (error: Error) => void }

/**
 * The durable ordered log. An append is on disk (SQLite, WAL, `synchronous=FULL`) before it is answered, in order, once; its
 * reply leaves before it is handed to the subscriber. One process at a time writes a folder.
 */
export class EventLog implements AsyncDisposable {
  readonly epoch: string
  readonly limits: EventLogLimits
  readonly #db: Database
  readonly #unlock: () => void
  readonly #clock: () => number
  readonly #archive: ArchiveReader | undefined
  readonly #sessions: Sessions
  readonly #committer: Committer
  readonly #reader: Reader
  readonly #trimmer: Trimmer
  readonly #snapshots: Snapshots
  readonly #checkpointer: { stop(): Promise<void> }
  #waiting: Waiting[] = []
  #pending = 0
  #walBytes = 0
  #scheduled = false
  #lastCommitAt = 0
  #published: number
  #subscriber: ((events: readonly CommittedEvent[]) => void) | undefined
  #fanOut = Promise.withResolvers<void>()
  #fault: string | undefined
  #closed = false

  constructor({ folder, clock = Date.now, limits, archive }: EventLogOptions) {
    this.limits = { ...defaultLimits, ...limits }
    this.#clock = clock
    this.#archive = archive
    const { db, unlock } = openDatabase(folder)
    this.#db = db
    this.#unlock = unlock
    try {
      this.#sessions = new Sessions(db)
      this.#committer = new Committer(db, this.#sessions, this.limits)
      this.#reader = new Reader(db, this.#sessions, archive)
      this.#trimmer = new Trimmer(db, this.limits)
      this.#snapshots = new Snapshots(db)
      this.epoch = this.#state('epoch')
      if (this.#sessions.resolve('current') === '') db.transaction(() => this.#sessions.roll('off-air', clock())).immediate()
    } catch (error) {
      db.close()
      unlock()
      throw new LogOpenError(`cannot read ${databasePath(folder)}: ${error instanceof Error ? error.message : String(error)}`)
    }
    this.#published = this.#committer.head
    const pageBytes = db.query<{ page_size: number }, []>('pragma page_size').get()?.page_size ?? 4_096
    this.#checkpointer = startCheckpointer({
      path: databasePath(folder),
      onPages: (pages) => {
        this.#walBytes = pages * pageBytes
      },
      onError: (message) => {
        this.#fault = `checkpoint: ${message}`
      },
    })
  }

  /** The last position that is durable; 0 in a new log. */
  get head(): number {
    return this.#committer.head
  }

  /** The last position that was handed to the subscriber: what a reader that follows live has to catch up to. */
  get published(): number {
    return this.#published
  }

  /** The first position of the hot log; 1 in an empty one. */
  get hotStart(): number {
    return this.#reader.hotStart()
  }

  /** When the first event of the hot log came, in ms; undefined in an empty one. */
  get hotSince(): number | undefined {
    return this.#reader.hotSince()
  }

  /** Up to where the archive holds everything. */
  get archivedPosition(): number {
    return Number(this.#state('archived_position'))
  }

  /** Events that wait for a commit. */
  get pending(): number {
    return this.#pending
  }

  /** Bytes of the write-ahead log in use, as of half a second ago. */
  get walBytes(): number {
    return this.#walBytes
  }

  /** Why the last commit failed; undefined while the log takes events. */
  get fault(): string | undefined {
    return this.#fault
  }

  /** Whether an event of the platform's own sessions has this idempotency key; what still waits for its commit has none yet. */
  isKnown(idempotencyKey: string): boolean {
    return this.#committer.knows(idempotencyKey)
  }

  /** Appends all events of the request or none. Rejects with LogUnavailable-, BacklogFull- or LogClosedError; then nothing was kept. */
  append(request: AppendRequest): Promise<AppendOutcome> {
    if (this.#closed) return Promise.reject(new LogClosedError('the log is closing'))
    const count = request.events.length
    if (this.#pending + count > this.limits.maxPending) {
      return Promise.reject(new BacklogFullError(`${this.#pending} events wait for a commit, ${this.limits.maxPending} may`))
    }
    if (this.#walBytes > this.limits.maxWalBytes) {
      return Promise.reject(
        new BacklogFullError(`checkpoints are ${this.#walBytes} bytes behind, ${this.limits.maxWalBytes} may be`),
      )
    }
    const { promise, resolve, reject } = Promise.withResolvers<AppendOutcome>()
    this.#waiting.push({ request, resolve, reject })
    this.#pending += count
    this.#schedule()
    return promise
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    const restMs = this.limits.commitWindowMs - (performance.now() - this.#lastCommitAt)
    if (restMs > 0) setTimeout(() => this.#commit(), restMs)
    // An idle log commits in this very turn, with whatever else the turn brings.
    else setImmediate(() => this.#commit())
  }

  #commit(): void {
    this.#scheduled = false
    if (this.#waiting.length === 0) return
    const batch = this.#takeBatch()
    try {
      const { outcomes, committed } = this.#committer.commit(
        batch.map(({ request }) => request),
        this.#clock(),
      )
      this.#fault = undefined
      batch.forEach(({ resolve }, index) => {
        const outcome = outcomes[index]
        if (outcome) resolve(outcome)
      })
      // The replies leave in this turn; the fan-out follows in the next.
      if (committed.length > 0) setImmediate(() => this.#publish(committed))
    } catch (error) {
      const failure = error instanceof Error ? error : new LogUnavailableError(String(error))
      this.#fault = failure.message
      for (const { reject } of batch) reject(failure)
    }
    this.#lastCommitAt = performance.now()
    if (this.#waiting.length > 0) this.#schedule()
  }

  #takeBatch(): Waiting[] {
    let events = 0
    let count = 0
    for (const { request } of this.#waiting) {
      if (count > 0 && events + request.events.length > this.limits.maxCommitEvents) break
      events += request.events.length
      count += 1
    }
    this.#pending -= events
    return this.#waiting.splice(0, count)
  }

  #publish(committed: readonly CommittedEvent[]): void {
    const last = committed.at(-1)
    if (last === undefined) return
    this.#published = last.position
    this.#subscriber?.(committed)
    const woken = this.#fanOut
    this.#fanOut = Promise.withResolvers<void>()
    woken.resolve()
  }

  /** The one subscription: every committed event from now on, in order, after its producer was answered. */
  subscribe(subscriber: (events: readonly CommittedEvent[]) => void): () => void {
    if (this.#subscriber) throw new Error('the log has its subscriber already')
    this.#subscriber = subscriber
    return () => {
      this.#subscriber = undefined
    }
  }

  /** Settles at the next fan-out, at the abort of `signal`, or when the log closes. */
  nextFanOut(signal: AbortSignal): Promise<void> {
    if (this.#closed || signal.aborted) return Promise.resolve()
    const { promise, resolve } = Promise.withResolvers<void>()
    const settle = () => {
      signal.removeEventListener('abort', settle)
      resolve()
    }
    signal.addEventListener('abort', settle)
    void this.#fanOut.promise.then(settle)
    return promise
  }

  /** Published events of a session with `seq > after`; undefined where there is no such session. */
  readSession(session: string, { after, limit }: { after: number; limit: number }): Promise<SessionPage | undefined> {
    return this.#reader.session(session, after, limit, this.#published)
  }

  /** Events of any of `feeds` (bits) with a position in `(after, upTo]`, in order. */
  readFeeds({
    after,
    upTo,
    feeds,
    limit,
  }: {
    after: number
    upTo: number
    feeds: number
    limit: number
  }): Promise<StoredEvent[]> {
    return this.#reader.feeds(after, upTo, feeds, limit)
  }

  countFeeds({ after, upTo, feeds }: { after: number; upTo: number; feeds: number }): Promise<number> {
    return this.#reader.countFeeds(after, upTo, feeds)
  }

  /** The cursor that has exactly the newest `count` hot events of `feeds` up to `upTo` before it. */
  cursorBefore({ upTo, feeds, count }: { upTo: number; feeds: number; count: number }): number {
    return this.#reader.cursorBefore(upTo, feeds, count)
  }

  /** Whether everything of `feeds` after `cursor` can still be read. */
  holds(cursor: number, feeds: number): boolean {
    const lost = this.#archive === undefined ? this.#trimmer.lastTrimmed(feeds) : this.#archive.firstPosition - 1
    return cursor >= lost
  }

  createSession(session: NewSession): Session | undefined {
    return this.#write(() => this.#sessions.create(session, this.#clock()))
  }

  session(id: string): Session | undefined {
    return this.#sessions.get(id)
  }

  listSessions(options: ListSessions): Session[] {
    return this.#sessions.list(options)
  }

  loadSnapshot(name: string): Snapshot | undefined {
    return this.#snapshots.load(name)
  }

  saveSnapshot(snapshot: Snapshot): void {
    this.#write(() => this.#snapshots.save(snapshot))
  }

  /** Tells the log that the archive holds everything up to `position`. */
  setArchivedPosition(position: number): void {
    this.#write(() => this.#db.run(`update state set value = ? where name = 'archived_position'`, [String(position)]))
  }

  /** One bounded step of letting go what is archived and old; call it again while it removes anything. */
  trim(): { events: number; keys: number } {
    return this.#write(() => this.#trimmer.step(this.#clock(), this.#archive ? this.archivedPosition : undefined))
  }

  /** Commits what waits, then closes. Appends from here on are refused. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    while (this.#waiting.length > 0) this.#commit()
    // The last fan-out is a turn behind its commit.
    await new Promise<void>((resolve) => setImmediate(resolve))
    this.#fanOut.resolve()
    await this.#checkpointer.stop()
    this.#db.run('pragma wal_checkpoint(truncate)')
    this.#db.close()
    this.#unlock()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  #state(name: string): string {
    return this.#db.query<{ value: string }, [string]>('select value from state where name = ?').get(name)?.value ?? ''
  }

  #write<Result>(work: () => Result): Result {
    try {
      return work()
    } catch (error) {
      throw new LogUnavailableError(`the log's disk refused a write: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}
