// Hop 4, channel. Lists of events arrive from a feed's batcher, once; a frame is made of them, once.
// Its bytes go to every subscriber of the topic; a client that joins is brought up to the same place first.
import type { CommittedEvent, EventLog, StoredEvent } from '@landale/event-log'
import { encodeEvents, type Feed, feedBit, isCritical, ResumeParams } from '@landale/protocol'
import type { Config } from '@/config.ts'
import { Batcher } from './batcher.ts'
import type { Peer } from './peer.ts'
import { type Resume, resume } from './resume.ts'
import type { JoinOutcome, Topic } from './topic.ts'

export type FeedChannelOptions = {
  feed: Feed
  log: EventLog
  config: Pick<Config, 'batch' | 'replay'>
  publish: (topic: string, frame: string) => void
  clock: () => number
}

const pageEvents = 500

/** `events:<feed>`: every event of the feed, in order, once. */
export class FeedChannel implements Topic {
  readonly name: string
  readonly #mask: number
  readonly #options: FeedChannelOptions
  readonly #batcher: Batcher<CommittedEvent>
  /** The last position that this topic's subscribers were sent, or up to which there was nothing for anybody. */
  #sent: number
  /** Those who have joined, caught up or not, and those of them who are subscribed. */
  #members = 0
  #subscribers = 0

  constructor(options: FeedChannelOptions) {
    this.name = `events:${options.feed}`
    this.#mask = feedBit(options.feed)
    this.#options = options
    this.#sent = options.log.published
    this.#batcher = new Batcher({
      ...options.config.batch,
      maxItems: options.config.batch.maxEvents,
      flush: (events) => this.#broadcast(events),
    })
  }

  /** Takes what a commit brought; the feed's own is sent on. */
  take(events: readonly CommittedEvent[]): void {
    if (this.#members === 0) {
      // With nobody there, a feed keeps up with the log: who joins next has not missed what was sent to no one.
      this.#batcher.flush()
      this.#sent = events.at(-1)?.position ?? this.#sent
      return
    }
    for (const event of events) {
      if ((event.feeds & this.#mask) === 0) continue
      this.#batcher.push(event, { critical: isCritical(event.event.type), bytes: event.body.length })
    }
    this.#batcher.settle()
  }

  flush(): void {
    this.#batcher.flush()
  }

  #broadcast(events: readonly CommittedEvent[]): void {
    const prev = this.#sent
    this.#sent = events.at(-1)?.position ?? prev
    if (this.#subscribers === 0) return
    const bodies = events.map(({ body }) => body)
    this.#options.publish(this.name, encodeEvents(this.name, prev, bodies))
  }

  async join(peer: Peer, params: Record<string, unknown>, joinRef: string | null): Promise<JoinOutcome> {
    const parsed = ResumeParams.safeParse(params)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      return {
        ok: false,
        reason: 'invalid_params',
        message: `${issue?.path.join('.') ?? 'params'}: ${issue?.message ?? 'does not fit'}`,
      }
    }
    const { log, config, clock } = this.#options
    this.#members += 1
    const question = { log, mask: this.#mask, sent: this.#sent, limits: config.replay, params: parsed.data }
    const from = await resume(question).catch((error: unknown) => {
      this.#members -= 1
      throw error
    })
    let subscribed = false
    return {
      ok: true,
      response: {
        epoch: log.epoch,
        head: from.head,
        recovered: from.recovered,
        ...reasonOf(from),
        count: from.count,
        now: clock(),
      },
      start: (signal) =>
        this.#catchUp(peer, from.cursor, joinRef, signal, () => {
          peer.subscribe(this.name)
          this.#subscribers += 1
          subscribed = true
        }),
      leave: () => {
        this.#members -= 1
        if (!subscribed) return
        this.#subscribers -= 1
        peer.unsubscribe(this.name)
      },
    }
  }

  /**
   * Sends what lies between the cursor and what the topic has sent, and subscribes in the very turn in which nothing does: so
   * nothing is missed and nothing comes twice, and nothing has to be held back meanwhile.
   */
  async #catchUp(peer: Peer, from: number, joinRef: string | null, signal: AbortSignal, subscribe: () => void): Promise<void> {
    let cursor = from
    while (cursor < this.#sent && !signal.aborted) {
      const upTo = this.#sent
      const page = await this.#options.log.readFeeds({ after: cursor, upTo, feeds: this.#mask, limit: pageEvents })
      if (signal.aborted) return
      for (const part of inParts(page, this.#options.config.batch.maxBytes)) {
        const bodies = part.map(({ body }) => body)
        peer.send(encodeEvents(this.name, cursor, bodies, joinRef))
        cursor = part.at(-1)?.position ?? cursor
        await peer.drained()
        if (signal.aborted) return
      }
      if (page.length < pageEvents) cursor = upTo
    }
    if (!signal.aborted) subscribe()
  }
}

/** A page cut into frames of bounded size; an event that is larger alone is a frame alone. */
function* inParts(page: readonly StoredEvent[], maxBytes: number): Generator<StoredEvent[]> {
  let part: StoredEvent[] = []
  let bytes = 0
  for (const event of page) {
    if (part.length > 0 && bytes + event.body.length > maxBytes) {
      yield part
      part = []
      bytes = 0
    }
    part.push(event)
    bytes += event.body.length
  }
  if (part.length > 0) yield part
}

function reasonOf(from: Resume): { reason?: string } {
  return from.recovered ? {} : { reason: from.reason }
}
