// Arrives: `events {prev, events}` frames of one feed, as bytes the stock client has taken off the wire, maybe lost, late or twice.
// Goes: parsed events, each once and in order, to `onEvents`; what went missing is fetched by rejoining from the cursor.
import { Event, type Feed as FeedName, JoinReply, type ResumeFailure } from '@landale/protocol'
import { acceptFrame, acceptReply, type Place, type Received } from './cursor.ts'
import type { Link } from './link.ts'
import { createSubscription } from './subscription.ts'

export type FeedReset = { reason: ResumeFailure; head: number; epoch: string }

export type FeedOptions = {
  /** The last position already seen; left out, the feed starts at the head, or with the newest `limit` events. */
  cursor?: number
  /** The log the cursor belongs to. */
  epoch?: string
  /** The most events to be replayed. */
  limit?: number
  onEvents(events: Event[]): void
  /** What was missed cannot be sent; the feed goes on from `head`. */
  onReset?(reset: FeedReset): void
  /** The server will never let this client in; the feed is over. */
  onRefused?(refusal: { reason: string }): void
}

export type Feed = {
  readonly name: FeedName
  /** The last position seen; undefined until the first join is answered. */
  readonly cursor: number | undefined
  readonly epoch: string | undefined
  close(): void
}

/** Opens `events:<name>` and keeps it, exactly once and in order, over reconnects, losses and restarts of the server. */
export function openFeed(link: Link, name: FeedName, options: FeedOptions): Feed {
  let place: Place = { cursor: options.cursor, epoch: options.epoch, phase: { kind: 'joining' } }
  let fruitlessGaps = 0

  const subscription = createSubscription(link, `events:${name}`, {
    params() {
      place = { ...place, phase: { kind: 'joining' } }
      return { cursor: place.cursor, epoch: place.epoch, limit: options.limit }
    },
    onJoined(response, _channel, { sentAt, receivedAt }) {
      const reply = JoinReply.safeParse(response)
      if (!reply.success) {
        link.report(new Error(`events:${name}: join reply does not fit: ${reply.error.message}`))
        return subscription.rejoin(link.rejoinDelayMs(++fruitlessGaps))
      }
      link.offset.roundTrip({ sentAt, receivedAt, serverNow: reply.data.now })
      const { place: joined, reset } = acceptReply(place, reply.data)
      place = joined
      if (reset === undefined) return
      link.counters.resets += 1
      const { reason } = reset
      if (reason === undefined) return link.report(new Error(`events:${name}: not recovered, and no reason given`))
      options.onReset?.({ ...reset, reason })
    },
    onMessage(event, payload) {
      if (event !== 'events') return
      const frame = readFrame(payload, (message) => link.report(new Error(`events:${name}: ${message}`)))
      if (frame === undefined) return
      const result = acceptFrame(place, frame.prev, frame.received)
      switch (result.kind) {
        case 'ignored':
          return
        case 'gap':
          link.counters.gaps += 1
          // At once the first time; a server whose frames never fit must not be asked as fast as it answers.
          return subscription.rejoin(fruitlessGaps++ === 0 ? 0 : link.rejoinDelayMs(fruitlessGaps))
        case 'advanced':
          place = result.place
          link.counters.duplicates += result.duplicates
          if (result.events.length === 0) return
          fruitlessGaps = 0
          options.onEvents(result.events)
      }
    },
    onRefused: (refusal) => options.onRefused?.(refusal),
  })

  return {
    name,
    get cursor() {
      return place.cursor
    },
    get epoch() {
      return place.epoch
    },
    close: () => subscription.leave(),
  }
}

/** The door: every event through its schema. A frame that cannot be read moves nothing; the next one shows the gap it left. */
function readFrame(payload: unknown, report: (message: string) => void) {
  const { prev, events } = payload as { prev?: unknown; events?: unknown }
  if (!Number.isSafeInteger(prev) || !Array.isArray(events)) return report('frame is not {prev, events}')
  const received = events.map((value: unknown): Received => {
    const parsed = Event.safeParse(value)
    if (parsed.success) return { position: parsed.data.position, event: parsed.data }
    const position = (value as { position?: unknown } | null)?.position
    report(`event at position ${position} does not fit: ${parsed.error.message}`)
    return { position: Number.isSafeInteger(position) ? (position as number) : undefined, event: undefined }
  })
  return { prev: prev as number, received }
}
