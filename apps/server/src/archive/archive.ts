import { join } from 'node:path'
import type { Capabilities } from '@landale/database'
import type { ArchiveReader, EventLog } from '@landale/event-log'
import { errorFields, type Logger, type Part } from '@landale/service'
import type { Config } from '@/config.ts'
import type { ServerMetrics } from '@/metrics.ts'
import { ArchiveReads } from './archive-reads.ts'
import type { FromWorker, ToWorker } from './messages.ts'

export type ArchiveOptions = {
  config: Pick<Config, 'archive' | 'history' | 'dataDir'>
  metrics: ServerMetrics
  logger: Logger
  clock: () => number
}

type State =
  | { kind: 'off' }
  | { kind: 'starting' }
  | { kind: 'connected'; capabilities: Capabilities }
  | { kind: 'away'; reason: string }

/** More than this waits, and the archive is said to be catching up. */
const backlogEvents = 20_000
const stopLimitMs = 4_000
const restartMs = 1_000

/**
 * The log's long memory. A worker moves events to the database, and tells how far it is; what it lacks nothing waits for. Here
 * its state is kept, and here the log and the history read.
 */
export class Archive {
  readonly reads: ArchiveReads
  readonly #options: ArchiveOptions
  #state: State
  #firstPosition = 1
  #rejects = 0
  #since: number
  #worker: Worker | undefined
  #restart: ReturnType<typeof setTimeout> | undefined
  #closed = Promise.withResolvers<void>()
  #stopping = false

  constructor(options: ArchiveOptions) {
    this.#options = options
    const { config, metrics, clock } = options
    this.#state = config.archive.databaseUrl === 'none' ? { kind: 'off' } : { kind: 'starting' }
    this.#since = clock()
    this.reads = new ArchiveReads({ ...config.history, onRefused: () => metrics.historyRefused.inc() })
    metrics.gauge('archive_connected', 'Whether the archive is there: 1 or 0', () => (this.#state.kind === 'connected' ? 1 : 0))
  }

  get isOff(): boolean {
    return this.#state.kind === 'off'
  }

  /** Whether the database cuts its tables by time, as far as is known. */
  get hasChunks(): boolean {
    return this.#state.kind === 'connected' && this.#state.capabilities.hypertables
  }

  /** What the log reads below its hot part; undefined where there is no archive. */
  get logReader(): ArchiveReader | undefined {
    if (this.isOff) return undefined
    const firstPosition = () => this.#firstPosition
    const hasChunks = () => this.hasChunks
    const { reads } = this
    return {
      get firstPosition() {
        return firstPosition()
      },
      readSession: ({ id, createdAt, updatedAt }, after, limit) => {
        const during = hasChunks() ? { from: new Date(createdAt), to: new Date(updatedAt) } : undefined
        return reads.ask('session', id, after, limit, during)
      },
      readFeeds: (after, upTo, feeds, limit) => reads.ask('feeds', after, upTo, feeds, limit),
      countFeeds: (after, upTo, feeds) => reads.ask('countFeeds', after, upTo, feeds),
    }
  }

  /** Begins to archive the log, in the background. `onChange` is called when its state or its position is another. */
  start(log: EventLog, onChange: () => void): void {
    if (this.isOff) return
    const { config, logger } = this.#options
    const { archive, dataDir } = config
    const worker = new Worker(new URL('./archive-worker.ts', import.meta.url).href)
    this.#worker = worker
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      this.#take(data, log)
      onChange()
    }
    worker.onerror = (event) => {
      event.preventDefault()
      logger.error({ reason: event.message }, 'the archive’s worker failed; it is started again')
      this.#leave({ kind: 'away', reason: 'its worker failed and is started again; the log says why' })
      worker.terminate()
      this.#closed.resolve()
      if (this.#stopping) return
      this.#restart = setTimeout(() => {
        this.#closed = Promise.withResolvers()
        this.start(log, onChange)
      }, restartMs)
    }
    const work = { ...archive, logFolder: join(dataDir, 'log'), dataDir, epoch: log.epoch }
    worker.postMessage({ kind: 'start', work } satisfies ToWorker)
    worker.unref()
  }

  #take(message: FromWorker, log: EventLog): void {
    const { logger, metrics } = this.#options
    switch (message.kind) {
      case 'connected':
        this.#firstPosition = message.firstPosition
        this.#rejects = message.rejects
        this.#enter({ kind: 'connected', capabilities: message.capabilities })
        this.reads.use(message.url)
        this.#move(log, message.position)
        logger.info({ ...message.capabilities, position: message.position }, 'the archive is there')
        return
      case 'archived':
        this.#move(log, message.position)
        metrics.archivedEvents.inc(message.events)
        metrics.archiveSeconds.observe(message.seconds)
        for (const { position, reason } of message.rejects) {
          this.#rejects += 1
          metrics.archiveRejects.inc()
          logger.warn({ position, reason }, 'the database refused an event’s row; it is kept in archive_rejects')
        }
        return
      case 'retained':
        this.#firstPosition = message.firstPosition
        logger.info({ gone: message.gone, firstPosition: message.firstPosition }, 'the archive let go of what is old')
        return
      case 'away':
        if (this.#state.kind !== 'away') logger.warn({ reason: message.reason }, 'the archive is away; events wait in the log')
        this.#leave({ kind: 'away', reason: message.reason })
        return
      case 'closed':
        this.#closed.resolve()
        return
      default:
        message satisfies never
    }
  }

  #move(log: EventLog, position: number): void {
    if (position <= log.archivedPosition) return
    try {
      log.setArchivedPosition(position)
    } catch (error) {
      // The archive knows better how far it is; the log hears of it with the next batch.
      this.#options.logger.warn(errorFields(error), 'the archived position was not saved')
    }
  }

  #enter(state: State): void {
    if (state.kind !== this.#state.kind) this.#since = this.#options.clock()
    this.#state = state
  }

  #leave(state: State): void {
    this.#enter(state)
    this.reads.use(undefined)
  }

  /** Its line on `/ready` and the dashboard. */
  part(log: Pick<EventLog, 'head' | 'archivedPosition'>): Part {
    const name = 'archive'
    const backlog = log.head - log.archivedPosition
    switch (this.#state.kind) {
      case 'off':
        return { name, state: 'off', reason: 'DATABASE_URL is none; the log keeps 30 days' }
      case 'starting':
        return { name, state: 'degraded', reason: 'starting; events wait in the log' }
      case 'away':
        return { name, state: 'down', reason: `${this.#state.reason}; ${backlog} events wait in the log` }
      case 'connected':
        if (backlog > backlogEvents) return { name, state: 'degraded', reason: `catching up, ${backlog} events to go` }
        // Nothing is lost by it, and a viewer can bring it about: it is said, and no fault.
        if (this.#rejects > 0) return { name, state: 'ok', reason: `set aside in archive_rejects: ${this.#rejects}` }
        return { name, state: 'ok' }
      default:
        return this.#state satisfies never
    }
  }

  /** Everything about it at a glance, for `/status`. */
  get glance() {
    const state = this.#state
    return {
      state: state.kind,
      since: new Date(this.#since).toISOString(),
      embedded: this.#options.config.archive.databaseUrl === undefined,
      first_position: this.#firstPosition,
      rejects: this.#rejects,
      ...(state.kind === 'connected' ? { server: state.capabilities } : undefined),
      ...(state.kind === 'away' ? { reason: state.reason } : undefined),
    }
  }

  /** Ends the batch that is under way, the worker, and an embedded database; a database that hangs is left to the next start. */
  async stop(): Promise<void> {
    this.#stopping = true
    clearTimeout(this.#restart)
    this.reads.use(undefined)
    const worker = this.#worker
    if (worker === undefined) return
    worker.postMessage({ kind: 'stop' } satisfies ToWorker)
    const limit = setTimeout(() => this.#closed.resolve(), stopLimitMs)
    await this.#closed.promise
    clearTimeout(limit)
    worker.terminate()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }
}
