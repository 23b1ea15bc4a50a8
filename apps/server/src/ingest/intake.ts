import type { NewEvent } from '@landale/protocol'
import { type Clock, errorFields, type Logger, sleep } from '@landale/service'
import type { Append } from '@/append.ts'
import { checkPayload } from '@/http/parse.ts'
import { Problem } from '@/http/problem.ts'
import type { ServerMetrics } from '@/metrics.ts'
import type { SourceLog } from './source.ts'

const firstDelayMs = 50
const longestDelayMs = 2_000

const outcomes: ReadonlyMap<string, string> = new Map([
  ['idempotency_conflict', 'duplicate'],
  ['backlog_full', 'dropped'],
])

type Waiting = { event: NewEvent; settle: ((problem: Problem | undefined) => void) | undefined }

export type IntakeOptions = {
  source: string
  append: Append
  clock: Clock
  /** Events that may wait. */
  maxQueued: number
  /** Events of one append. */
  maxBatch: number
  metrics: Pick<ServerMetrics, 'sourceEvents' | 'sourceSeconds'>
  logger: Logger
  onEvent: () => void
  /** The server stops: nothing is tried again after it. */
  signal: AbortSignal
}

/**
 * A source's way into the log: a bounded queue that is appended in order, as many at once as wait. While the log takes nothing (a
 * full disk, a backlog) it tries on, and the queue fills. An event that the log refuses for good is counted and let go of, alone.
 */
export class Intake implements SourceLog {
  readonly #options: IntakeOptions
  #queue: Waiting[] = []
  #work: Promise<void> | undefined

  constructor(options: IntakeOptions) {
    this.#options = options
  }

  get waiting(): number {
    return this.#queue.length
  }

  offer(event: NewEvent): boolean {
    const problem = this.#take(event, undefined)
    if (problem) this.#settle([{ event, settle: undefined }], problem)
    this.#start()
    return problem === undefined
  }

  async append(events: readonly NewEvent[]): Promise<void> {
    const settled = events.map((event) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const settle = (problem: Problem | undefined) => (problem ? reject(problem) : resolve())
      const problem = this.#take(event, settle)
      if (problem) this.#settle([{ event, settle }], problem)
      return promise
    })
    this.#start()
    const outcomes = await Promise.allSettled(settled)
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  }

  /** Resolves when nothing waits. */
  async settled(): Promise<void> {
    await this.#work
  }

  /** Gives back why it is not taken. What is registered has the payload that its type says: the log's readers rely on it. */
  #take(event: NewEvent, settle: Waiting['settle']): Problem | undefined {
    const { maxQueued, onEvent } = this.#options
    onEvent()
    if (this.#queue.length >= maxQueued) return new Problem('backlog_full', 'too many events wait for the log')
    try {
      checkPayload(event)
    } catch (error) {
      if (error instanceof Problem) return error
      throw error
    }
    this.#queue.push({ event, settle })
    return undefined
  }

  #start(): void {
    if (this.#queue.length === 0) return
    this.#work ??= this.#drain().finally(() => {
      this.#work = undefined
      this.#start()
    })
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) await this.#appendAll(this.#nextBatch())
  }

  /** What waits, up to the bound. A broadcast's start and end move the session, which only an append of their own does. */
  #nextBatch(): Waiting[] {
    const { maxBatch } = this.#options
    const cut = this.#queue.findIndex(({ event }, index) => index < maxBatch && event.type.startsWith('broadcast.'))
    return this.#queue.splice(0, cut === 0 ? 1 : cut > 0 ? cut : maxBatch)
  }

  async #appendAll(batch: readonly Waiting[]): Promise<void> {
    const problem = await this.#try(batch.map(({ event }) => event))
    if (problem === undefined) {
      this.#settle(batch, undefined)
      return
    }
    if (batch.length > 1 && !problem.retryable) {
      const half = batch.length >> 1
      await this.#appendAll(batch.slice(0, half))
      await this.#appendAll(batch.slice(half))
      return
    }
    this.#settle(batch, problem)
  }

  /** Gives back why the log refuses them; undefined where they are durable. */
  async #try(events: readonly NewEvent[]): Promise<Problem | undefined> {
    const { append, clock, signal, metrics, source, logger } = this.#options
    for (let delayMs = firstDelayMs; ; delayMs = Math.min(delayMs * 2, longestDelayMs)) {
      const startedAt = performance.now()
      try {
        const outcome = await append('current', events)
        metrics.sourceSeconds.observe({ source }, (performance.now() - startedAt) / 1_000)
        const known = outcome.events.filter(({ deduped }) => deduped).length
        if (known > 0) metrics.sourceEvents.inc({ source, outcome: 'duplicate' }, known)
        if (known < events.length) metrics.sourceEvents.inc({ source, outcome: 'appended' }, events.length - known)
        return undefined
      } catch (error) {
        if (!(error instanceof Problem)) {
          logger.error({ ...errorFields(error) }, 'an append failed')
          return new Problem('internal', 'the append failed; the server’s log says why')
        }
        if (!error.retryable || signal.aborted) return error
        await sleep(clock, delayMs, signal)
      }
    }
  }

  #settle(batch: readonly Waiting[], problem: Problem | undefined): void {
    const { metrics, source, logger } = this.#options
    for (const { event, settle } of batch) {
      settle?.(problem)
      if (problem === undefined) continue
      // The same key with other content is the same message sent again with another time on it.
      const outcome = outcomes.get(problem.code) ?? 'refused'
      metrics.sourceEvents.inc({ source, outcome })
      if (outcome === 'refused')
        logger.warn({ type: event.type, code: problem.code, why: problem.message }, 'an event was refused')
    }
  }
}
