import { connect, ArchiveUnavailableError as DatabaseAwayError, type Sql } from '@landale/database'
import { ArchiveUnavailableError, BacklogFullError } from '@landale/event-log'

export type ReadPoolOptions = {
  /** The longest that one question may take, in ms. */
  timeoutMs: number
  /** Questions that may be under way or wait. */
  maxQueries: number
  onRefused: () => void
}

const maxConnections = 4
/** What the server's own limit is given to take effect before we stop waiting for a server that is not there. */
const graceMs = 1_000

/** After a question that found nobody there, the hot log answers alone for this long before the next one tries again. */
const awayMs = 2_000

/** Connections for questions to the archive: bounded in number and time, and none where the database is away. */
export class ReadPool {
  readonly #options: ReadPoolOptions
  #url: string | undefined
  #sql: Sql | undefined
  #asked = 0
  #failedAt = Number.NEGATIVE_INFINITY

  constructor(options: ReadPoolOptions) {
    this.#options = options
  }

  /** Where the archive is now; undefined while it is away. */
  use(url: string | undefined): void {
    if (url === this.#url && url !== undefined) return
    this.#url = url
    this.#failedAt = Number.NEGATIVE_INFINITY
    void this.#drop()
  }

  /** Whether it is worth asking. */
  get isOpen(): boolean {
    return this.#url !== undefined && performance.now() - this.#failedAt > awayMs
  }

  /** Rejects with ArchiveUnavailableError, QueryTimeoutError, or BacklogFullError where too many ask at once. */
  async ask<Answer>(question: (sql: Sql) => Promise<Answer>): Promise<Answer> {
    const { timeoutMs, maxQueries, onRefused } = this.#options
    if (this.#url === undefined) throw new ArchiveUnavailableError('the archive is away; see /ready')
    if (this.#asked >= maxQueries) {
      onRefused()
      throw new BacklogFullError(`${maxQueries} questions to the archive are under way`)
    }
    this.#sql ??= connect({ url: this.#url, max: maxConnections, statementTimeoutMs: timeoutMs, name: 'landale history' })
    const sql = this.#sql
    const late = Promise.withResolvers<never>()
    const timer = setTimeout(() => {
      // Its connections may never be answered again; others are made when they are asked for.
      if (this.#sql === sql) void this.#drop()
      this.#failedAt = performance.now()
      late.reject(new ArchiveUnavailableError('the archive does not answer; see /ready'))
    }, timeoutMs + graceMs)
    this.#asked += 1
    try {
      return await Promise.race([question(sql), late.promise])
    } catch (error) {
      if (!(error instanceof DatabaseAwayError)) throw error
      this.#failedAt = performance.now()
      throw new ArchiveUnavailableError(error.message)
    } finally {
      this.#asked -= 1
      clearTimeout(timer)
    }
  }

  close(): Promise<void> {
    this.#url = undefined
    return this.#drop()
  }

  #drop(): Promise<void> {
    const dropped = this.#sql
    this.#sql = undefined
    return dropped?.end({ timeout: 0 }) ?? Promise.resolve()
  }
}
