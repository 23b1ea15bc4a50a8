import { QueryTimeoutError } from '@landale/database'
import { ArchiveUnavailableError, BacklogFullError } from '@landale/event-log'
import { AskedQuestions } from '@/worker/asked.ts'
import type { Answer, FromReader, Question, ReadName, ToReader } from './reads.ts'

export type ArchiveReadsOptions = {
  /** The longest that one question may take, in ms. */
  timeoutMs: number
  /** Questions that may be under way or wait. */
  maxQueries: number
  onRefused: () => void
}

const maxConnections = 4
/** What the database's own limit is given to take effect before we stop waiting for one that is not there. */
const graceMs = 1_000
/** After a question that found nobody there, the hot log answers alone for this long before the next one tries again. */
const awayMs = 2_000

/** Asks the archive, on another thread: bounded in number and in time, and not at all while the database is away. */
export class ArchiveReads implements Disposable {
  readonly #options: ArchiveReadsOptions
  readonly #asked = new AskedQuestions()
  #url: string | undefined
  #worker: Worker | undefined
  #failedAt = Number.NEGATIVE_INFINITY

  constructor(options: ArchiveReadsOptions) {
    this.#options = options
  }

  /** Where the archive is now; undefined while it is away. */
  use(url: string | undefined): void {
    if (url !== undefined && url === this.#url) return
    this.#url = url
    this.#failedAt = Number.NEGATIVE_INFINITY
    this.#drop('the archive is away; see /ready')
  }

  /** Whether it is worth asking. */
  get isOpen(): boolean {
    return this.#url !== undefined && performance.now() - this.#failedAt > awayMs
  }

  /** Rejects with ArchiveUnavailableError, QueryTimeoutError, or BacklogFullError where too many ask at once. */
  async ask<Name extends ReadName>(name: Name, ...question: Question<Name>): Promise<Answer<Name>> {
    const { timeoutMs, maxQueries, onRefused } = this.#options
    if (this.#url === undefined) throw new ArchiveUnavailableError('the archive is away; see /ready')
    if (this.#asked.count >= maxQueries) {
      onRefused()
      throw new BacklogFullError(`${maxQueries} questions to the archive are under way`)
    }
    this.#worker ??= this.#start(this.#url)
    const worker = this.#worker
    // Its connections may never be answered again; the next question makes others.
    const late = setTimeout(() => this.#fail('the archive does not answer; see /ready'), timeoutMs + graceMs)
    try {
      const answer = await this.#asked.ask((id) => worker.postMessage({ id, name, question } satisfies ToReader))
      return answer as Answer<Name>
    } finally {
      clearTimeout(late)
    }
  }

  #start(url: string): Worker {
    const worker = new Worker(new URL('./read-worker.ts', import.meta.url).href, { smol: true })
    worker.onmessage = ({ data }: MessageEvent<FromReader>) => {
      if ('answer' in data) this.#asked.answer(data.id, data.answer)
      else this.#asked.refuse(data.id, this.#failure(data.error))
    }
    worker.onerror = (event) => {
      event.preventDefault()
      if (worker === this.#worker) this.#fail('the archive went away in the middle of an answer')
    }
    worker.postMessage({ url, maxConnections, timeoutMs: this.#options.timeoutMs } satisfies ToReader)
    worker.unref()
    return worker
  }

  /** What failed over there, as what it means here. */
  #failure({ name, message }: { name: string; message: string }): Error {
    if (name === 'QueryTimeoutError') return new QueryTimeoutError(message)
    if (name !== 'ArchiveUnavailableError') return new Error(message)
    this.#failedAt = performance.now()
    return new ArchiveUnavailableError(message)
  }

  #fail(reason: string): void {
    this.#failedAt = performance.now()
    this.#drop(reason)
  }

  #drop(reason: string): void {
    this.#worker?.terminate()
    this.#worker = undefined
    this.#asked.refuseAll(new ArchiveUnavailableError(reason))
  }

  [Symbol.dispose](): void {
    this.use(undefined)
  }
}
