import type { ArchiveBatch, ArchiveRow } from '@landale/database'
import { feedsOf, type Person, type Session } from '@landale/protocol'
import { createRandom, type Random } from '@landale/testing/simulator/random'
import { createWorld, nextEvent, uuid, type World } from './archive-payloads.ts'

const days = 90
const dayMs = 86_400_000
const broadcastMs = 5 * 3_600_000
const offAirShare = 0.01
const testShare = 0.000_5

export type ArchiveSession = { id: string; kind: 'broadcast' | 'off-air'; from: number; to: number; events: number }

/** Where the event at `position` stands: pure, so that queries can be made without keeping what was written. */
type Place = { session: number; seq: number; at: number }

/** An archive's worth of events, made batch by batch: 90 days, of each a broadcast of five hours and the rest off the air. */
export class ArchiveDataset {
  readonly total: number
  readonly endsAt: number
  readonly sessions: readonly ArchiveSession[]
  readonly #random: Random
  readonly #world: World
  readonly #dayEvents: number
  readonly #offAirEvents: number
  #made = 0

  constructor({ seed, total, endsAt }: { seed: number; total: number; endsAt: number }) {
    this.#dayEvents = Math.ceil(total / days)
    this.#offAirEvents = Math.max(1, Math.floor(this.#dayEvents * offAirShare))
    this.total = total
    this.endsAt = endsAt
    this.#random = createRandom(seed)
    this.#world = createWorld(this.#random)
    this.sessions = Array.from({ length: days * 2 }, (_, index) => this.#sessionAt(index))
  }

  get words(): readonly string[] {
    return this.#world.vocabulary.words
  }

  get people(): readonly Person[] {
    return this.#world.people
  }

  get dayEvents(): number {
    return this.#dayEvents
  }

  /** The next `count` events, or what is left, with the sessions that they are of. */
  next(count: number): ArchiveBatch {
    const rows: ArchiveRow[] = []
    const touched = new Map<number, number>()
    for (const end = Math.min(this.total, this.#made + count); this.#made < end; ) {
      this.#made += 1
      const place = this.placeOf(this.#made)
      touched.set(place.session, place.seq)
      rows.push(this.#row(this.#made, place))
    }
    return { rows, sessions: [...touched].map(([index, seq]) => this.#stored(index, seq)), snapshots: [] }
  }

  placeOf(position: number): Place {
    const day = Math.floor((position - 1) / this.#dayEvents)
    const index = position - 1 - day * this.#dayEvents
    const startsAt = this.endsAt - (days - day) * dayMs
    const [off, on] = [this.#offAirEvents, this.#dayEvents - this.#offAirEvents]
    if (index < off) return { session: day * 2, seq: index + 1, at: startsAt + Math.floor((index / off) * (dayMs - broadcastMs)) }
    const at = startsAt + dayMs - broadcastMs + Math.floor(((index - off) / on) * broadcastMs)
    return { session: day * 2 + 1, seq: index - off + 1, at }
  }

  #sessionAt(index: number): ArchiveSession {
    const startsAt = this.endsAt - (days - Math.floor(index / 2)) * dayMs
    const changesAt = startsAt + dayMs - broadcastMs
    const id = `ses_${uuid(this.#random)}`
    return index % 2 === 0
      ? { id, kind: 'off-air', from: startsAt, to: changesAt, events: this.#offAirEvents }
      : { id, kind: 'broadcast', from: changesAt, to: startsAt + dayMs, events: this.#dayEvents - this.#offAirEvents }
  }

  #stored(index: number, last_seq: number): Session {
    const { id, kind, from, to } = this.#session(index)
    const [created_at, updated_at] = [new Date(from).toISOString(), new Date(to).toISOString()]
    return { id, kind, title: null, metadata: {}, last_seq, created_at, updated_at }
  }

  #session(index: number): ArchiveSession {
    const session = this.sessions[index]
    if (session === undefined) throw new Error(`there is no session ${index}`)
    return session
  }

  #row(position: number, { session, seq, at }: Place): ArchiveRow {
    const random = this.#random
    const { type, source, actor, payload } = nextEvent(this.#world, at)
    const time = new Date(at).toISOString()
    const origin = random.chance(testShare) ? 'test' : 'live'
    const key = uuid(random)
    const body = JSON.stringify({
      id: `evt_${uuid(random)}`,
      position,
      session: this.#session(session).id,
      seq,
      type,
      source,
      actor,
      payload,
      metadata: { correlation_id: key, origin, occurred_at: time },
      idempotency_key: `${source}:${key}`,
      inserted_at: time,
    })
    return { position, feeds: feedsOf({ type, source }), body }
  }
}
