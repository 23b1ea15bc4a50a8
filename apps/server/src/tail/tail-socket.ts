import { ArchiveUnavailableError, type EventLog, followSession } from '@landale/event-log'
import type { TailGap } from '@landale/protocol'
import { errorFields, type Logger } from '@landale/service'
import type { Wire } from '@/channel/peer.ts'
import type { ServerMetrics } from '@/metrics.ts'

export type TailSocketOptions = {
  wire: Wire
  log: EventLog
  session: string
  cursor: number
  /** Events a frame; 1 sends each as an object of its own. */
  batchSize: number
  maxBufferedBytes: number
  /** A reader whose network takes nothing for this long is closed. */
  slowReaderMs: number
  metrics: ServerMetrics
  logger: Logger
}

/** One reader of a session's tail: everything after its cursor, then what is appended. What it sends is ignored. */
export class TailSocket {
  readonly #options: TailSocketOptions
  readonly #abort = new AbortController()
  #drain = Promise.withResolvers<void>()

  constructor(options: TailSocketOptions) {
    this.#options = options
  }

  async run(): Promise<void> {
    try {
      await this.#follow()
    } catch (error) {
      if (error instanceof ArchiveUnavailableError) return this.close(1013, 'the archive is away; resume from your cursor')
      this.#options.logger.error(errorFields(error), 'a tail failed')
      this.close(1011, 'the server failed; resume from your cursor')
    }
  }

  async #follow(): Promise<void> {
    const { log, session, cursor, wire } = this.#options
    const after = await this.#startOf(cursor)
    for await (const page of followSession(log, { session, after, signal: this.#abort.signal })) {
      for (const text of this.#frames(page.map(({ body }) => body))) {
        wire.send(text)
        if (!(await this.#drained())) return
      }
    }
  }

  /** Where this reader can start: a cursor that the session has not reached, or no longer holds, is said first. */
  async #startOf(cursor: number): Promise<number> {
    const { log, session, wire } = this.#options
    const page = await log.readSession(session, { after: cursor, limit: 1 })
    if (page === undefined) return cursor
    const earliest = page.earliest - 1
    const reason = cursor > page.lastSeq ? 'cursor_ahead' : cursor < earliest ? 'cursor_expired' : undefined
    if (reason === undefined) return cursor
    const next = reason === 'cursor_ahead' ? page.lastSeq : earliest
    const gap: TailGap = { type: 'gap', reason, from_cursor: cursor, next_cursor: next, earliest_available_cursor: earliest }
    wire.send(JSON.stringify(this.#options.batchSize > 1 ? [gap] : gap))
    return next
  }

  *#frames(bodies: readonly string[]): Generator<string> {
    const { batchSize } = this.#options
    if (batchSize === 1) return yield* bodies
    for (let start = 0; start < bodies.length; start += batchSize) yield `[${bodies.slice(start, start + batchSize).join(',')}]`
  }

  /** Waits for the network; a reader that has stopped reading is closed, and resumes from its cursor. */
  async #drained(): Promise<boolean> {
    const { wire, maxBufferedBytes, slowReaderMs, metrics } = this.#options
    const isFull = () => wire.getBufferedAmount() > maxBufferedBytes / 8
    if (!isFull()) return !this.#abort.signal.aborted
    const slow = setTimeout(() => {
      metrics.slowSockets.inc()
      this.close(1013, 'too slow')
      wire.terminate()
    }, slowReaderMs)
    while (!this.#abort.signal.aborted && isFull()) await this.#drain.promise
    clearTimeout(slow)
    return !this.#abort.signal.aborted
  }

  onDrain(): void {
    this.#drain.resolve()
    this.#drain = Promise.withResolvers()
  }

  close(code: number, reason: string): void {
    if (this.#abort.signal.aborted) return
    this.#options.wire.close(code, reason)
    this.onClose()
  }

  onClose(): void {
    this.#abort.abort()
    this.onDrain()
  }
}
