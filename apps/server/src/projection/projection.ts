import { ArchiveUnavailableError, type EventLog } from '@landale/event-log'
import type { Event, Feed } from '@landale/protocol'
import { feedBit } from '@landale/protocol'
import { errorFields, type Logger } from '@landale/service'
import type { z } from 'zod'

export type ProjectionOptions<State> = {
  name: string
  schema: z.ZodType<State>
  initial: State
  /** Pure: the same events give the same state. */
  reduce: (state: State, event: Event) => State
  /**
   * How far back it is derived from where there is no snapshot of it: the whole log, or the hot log alone, for a state that is made of
   * the last hours. One that a log has never had must not read years of archive for what is over.
   */
  reach?: 'all' | 'hot'
  /** The feeds it is derived from where it has no snapshot; `all` where they are left out. It lives on every event all the same. */
  feeds?: readonly Feed[]
}

/** A snapshot is worth its commit after this many events, and not more often than this: it only shortens the next boot. */
const saveEvery = 1_000
const saveEveryMs = 1_000
const pageEvents = 1_000

/**
 * A state derived from the log by a pure reducer. At boot it is the saved snapshot and the log after it; after that it takes each
 * event once, in order, and saves itself every thousand at the most once a second.
 */
export class Projection<State> {
  readonly name: string
  readonly #options: ProjectionOptions<State>
  readonly #log: EventLog
  readonly #logger: Logger
  readonly #reduce: (state: State, event: Event) => State
  #value: State
  #position: number
  #saved: number
  #triedAt = Number.NEGATIVE_INFINITY
  /** What it needs of the archive was not to be had: it knows the hot log alone until `complete`. */
  #isPartial = false
  #isCompleting = false

  private constructor(options: ProjectionOptions<State>, log: EventLog, logger: Logger, value: State, position: number) {
    this.#options = options
    this.#logger = logger
    this.name = options.name
    this.#log = log
    this.#reduce = options.reduce
    this.#value = value
    this.#position = position
    this.#saved = position
  }

  static async load<State>(log: EventLog, options: ProjectionOptions<State>, logger: Logger): Promise<Projection<State>> {
    const snapshot = log.loadSnapshot(options.name)
    const parsed = options.schema.safeParse(snapshot?.value)
    if (snapshot && !parsed.success)
      logger.warn({ projection: options.name }, 'a snapshot has another shape; rebuilding it from the log')
    const usable = snapshot !== undefined && parsed.success
    const projection = new Projection(
      options,
      log,
      logger,
      usable ? parsed.data : options.initial,
      usable ? snapshot.position : options.reach === 'hot' ? Math.max(0, log.hotStart - 1) : 0,
    )
    try {
      await projection.#replay()
    } catch (error) {
      if (!(error instanceof ArchiveUnavailableError)) throw error
      logger.warn({ projection: options.name }, 'what a state needs of the archive is not there yet; it begins with the hot log')
      projection.#isPartial = true
      projection.#value = options.initial
      projection.#position = log.hotStart - 1
      await projection.#replay()
    }
    return projection
  }

  /** Derives anew what was derived from the hot log alone. Gives back whether the state is another now. */
  async complete(): Promise<boolean> {
    if (!this.#isPartial || this.#isCompleting) return false
    this.#isCompleting = true
    const whole = await Projection.load(this.#log, this.#options, this.#logger).finally(() => {
      this.#isCompleting = false
    })
    if (whole.#isPartial) return false
    this.#isPartial = false
    this.#value = whole.#value
    this.#position = whole.#position
    this.save()
    return true
  }

  get value(): State {
    return this.#value
  }

  get position(): number {
    return this.#position
  }

  /** Takes the next event; gives back whether the state is another now. */
  take(event: Event): boolean {
    if (event.position <= this.#position) return false
    const before = this.#value
    this.#value = this.#reduce(before, event)
    this.#position = event.position
    if (this.#position - this.#saved >= saveEvery && performance.now() - this.#triedAt >= saveEveryMs) this.save()
    return this.#value !== before
  }

  /** Where the disk refuses it, the state is as good as before and the next boot a little longer. */
  save(): void {
    // A part is never saved in the whole's place.
    if (this.#position === this.#saved || this.#isPartial) return
    this.#triedAt = performance.now()
    try {
      this.#log.saveSnapshot({ name: this.name, position: this.#position, value: this.#value })
      this.#saved = this.#position
    } catch (error) {
      this.#logger.warn({ projection: this.name, ...errorFields(error) }, 'a snapshot was not saved')
    }
  }

  async #replay(): Promise<void> {
    // Until nothing is missing: what is published while the archive answers is in a later page, and the last page is a hot one.
    const feeds = (this.#options.feeds ?? ['all']).reduce((mask, feed) => mask | feedBit(feed), 0)
    for (;;) {
      const upTo = this.#log.published
      if (this.#position >= upTo) return
      const page = await this.#log.readFeeds({ after: this.#position, upTo, feeds, limit: pageEvents })
      for (const { body } of page) this.take(JSON.parse(body) as Event)
      if (page.length < pageEvents) this.#position = upTo
    }
  }
}
