import type { Event, JoinReply, ResumeFailure, ResumeParams } from '@landale/protocol'

export function makeEvent(position: number, type = 'chat.message.sent'): Event {
  const time = new Date(1_700_000_000_000 + position).toISOString()
  return {
    id: `evt_${crypto.randomUUID()}`,
    position,
    session: 'ses_test',
    seq: position,
    type,
    source: 'twitch',
    actor: 'twitch:12826',
    payload: { text: `message ${position}` },
    metadata: { correlation_id: `c${position}`, origin: 'live', occurred_at: time },
    inserted_at: time,
  }
}

/** One feed of a log whose other events only move the head. */
export class FeedLog {
  epoch: string = crypto.randomUUID()
  head = 0
  events: Event[] = []
  earliest = 0
  lastSent = 0

  /** The frame of what was appended; none where it belongs to other feeds. */
  append(count: number, isOurs = true): { prev: number; events: Event[] } | undefined {
    const added = Array.from({ length: count }, () => makeEvent(++this.head))
    if (!isOurs || count === 0) return undefined
    this.events.push(...added)
    const prev = this.lastSent
    this.lastSent = this.head
    return { prev, events: added }
  }

  /** Another log in the place of this one. */
  replace(): void {
    Object.assign(this, { epoch: crypto.randomUUID(), head: 0, events: [], earliest: 0, lastSent: 0 })
  }

  trim(): void {
    this.earliest = this.head
    this.events = []
  }

  resume({ cursor, epoch, limit }: ResumeParams): { reply: JoinReply; replay: { prev: number; events: Event[] } | undefined } {
    const reason = this.#refuse({ cursor, epoch, limit })
    const base = { epoch: this.epoch, head: this.head, now: Date.now() }
    if (reason !== undefined) return { reply: { ...base, recovered: false, reason, count: 0 }, replay: undefined }
    const newest = limit === undefined ? [] : this.events.slice(-limit)
    const missed = cursor === undefined ? newest : this.events.filter(({ position }) => position > cursor)
    const [first] = missed
    const reply = { ...base, recovered: cursor !== undefined || missed.length > 0, count: missed.length }
    return { reply, replay: first === undefined ? undefined : { prev: cursor ?? first.position - 1, events: missed } }
  }

  #refuse({ cursor, epoch, limit }: ResumeParams): ResumeFailure | undefined {
    if (cursor === undefined) return undefined
    if (epoch !== undefined && epoch !== this.epoch) return 'epoch_changed'
    if (cursor > this.head) return 'cursor_ahead'
    if (cursor < this.earliest) return 'cursor_expired'
    const missed = this.events.filter(({ position }) => position > cursor).length
    return limit !== undefined && missed > limit ? 'too_far_behind' : undefined
  }
}
