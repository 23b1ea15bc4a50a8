import { emptyTally, type FoundEvent, type FoundUtterance, type SessionTally } from '@landale/database'
import type { LogView, Stretch } from '@landale/event-log'
import {
  amountOf,
  bucketOf,
  type Event,
  matchesFilter,
  matchesWords,
  type PersonRecord,
  personSeen,
  type Tally,
  wordsOf,
} from '@landale/protocol'
import type { HotAnswers, HotKind, HotQuestion, QuestionOf } from './messages.ts'

/** Events read at once: short enough that the clock is looked at often. */
const pageEvents = 2_000

/** A question that took longer than it may. */
export class TooSlowError extends Error {
  override readonly name = 'TooSlowError'
  readonly retryable = false
}

/** Answers a question from the hot log alone, by reading through it: what the archive does by SQL, over what it has not yet. */
export function answer<Kind extends HotKind>(view: LogView, question: QuestionOf<Kind>, deadline: number): HotAnswers[Kind]
export function answer(view: LogView, question: HotQuestion, deadline: number): HotAnswers[HotKind] {
  const read = (stretch: Partial<Stretch>) => scan(view, { order: 'asc', ...question.range, ...stretch }, deadline)
  switch (question.kind) {
    case 'page':
      return page(read, view, question)
    case 'tallies':
      return tallies(read(between(view, question)), question)
    case 'session':
      return sessionTally(read({ session: question.session }))
    case 'people':
      return people(read({}))
    case 'transcripts':
      return utterances(read({ ...between(view, question), session: question.session, order: 'desc' }), question)
    default:
      return question satisfies never
  }
}

type Read = (stretch: Partial<Stretch>) => Generator<{ event: Event; body: string }>

function* scan(view: LogView, stretch: Stretch, deadline: number): Generator<{ event: Event; body: string }> {
  let { after, upTo } = stretch
  for (;;) {
    const rows = view.page({ ...stretch, after, upTo }, pageEvents)
    for (const { body } of rows) yield { event: JSON.parse(body) as Event, body }
    const last = rows.at(-1)
    if (last === undefined || rows.length < pageEvents) return
    if (stretch.order === 'asc') after = last.position
    else upTo = last.position - 1
    if (performance.now() > deadline) throw new TooSlowError('the log holds too much to look through in time; narrow the query')
  }
}

/** The part of a range that lies between two times, where they are given. */
function between(
  view: LogView,
  { range, from, to }: { range: Stretch | HotQuestion['range']; from?: number | undefined; to?: number | undefined },
) {
  return {
    after: Math.max(range.after, from === undefined ? 0 : view.lastBefore(from)),
    upTo: Math.min(range.upTo, to === undefined ? range.upTo : view.lastBefore(to)),
  }
}

function page(read: Read, view: LogView, question: QuestionOf<'page'>): FoundEvent[] {
  const { filter, order, cursor, limit } = question
  const within = between(view, { ...question, ...filter })
  if (cursor && order === 'desc') within.upTo = Math.min(within.upTo, cursor.position - 1)
  if (cursor && order === 'asc') within.after = Math.max(within.after, cursor.position)
  const found: FoundEvent[] = []
  for (const { event, body } of read({ ...within, order, session: filter.session })) {
    if (!matchesFilter(event, filter)) continue
    found.push({ position: event.position, at: Date.parse(event.inserted_at), body })
    if (found.length === limit) break
  }
  return found
}

function tallies(events: Iterable<{ event: Event }>, { by, origin, type, type_prefix }: QuestionOf<'tallies'>): Tally[] {
  const tallied = new Map<string, Tally>()
  for (const { event } of events) {
    if (!matchesFilter(event, { origin, type, type_prefix })) continue
    const key = keyOf(event, by)
    const tally = tallied.get(JSON.stringify(key)) ?? { ...key, events: 0, amount: 0 }
    tally.events += 1
    tally.amount += amountOf(event) ?? 0
    tallied.set(JSON.stringify(key), tally)
  }
  return [...tallied.values()]
}

function keyOf({ inserted_at, type, actor }: Event, by: QuestionOf<'tallies'>['by']): Omit<Tally, 'events' | 'amount'> {
  switch (by) {
    case 'hour':
      return { at: Date.parse(bucketOf(inserted_at, 'hour')), type }
    case 'day':
      return { at: Date.parse(bucketOf(inserted_at, 'day')), type }
    case 'type':
      return { type }
    case 'actor':
      return { actor }
    default:
      return by satisfies never
  }
}

const maxRaids = 100

function sessionTally(events: Iterable<{ event: Event }>): SessionTally {
  const tally = emptyTally()
  for (const { event } of events) {
    const at = Date.parse(event.inserted_at)
    tally.events += 1
    tally.firstAt ??= at
    tally.lastAt = at
    if (event.metadata.origin === 'live') addLive(tally, event, at)
  }
  return tally
}

function addLive(tally: SessionTally, event: Event, at: number): void {
  const { type, actor, payload } = event
  const amount = amountOf(event) ?? 0
  const counted = tally.types.get(type) ?? { events: 0, amount: 0 }
  tally.types.set(type, { events: counted.events + 1, amount: counted.amount + amount })
  if (type === 'chat.message.sent') {
    const minute = at - (at % 60_000)
    tally.minutes.set(minute, (tally.minutes.get(minute) ?? 0) + 1)
    tally.chatters.set(actor, (tally.chatters.get(actor) ?? 0) + 1)
  }
  if (type === 'channel.raided' && tally.raids.length < maxRaids) {
    const { name } = (payload.user ?? {}) as { name?: unknown }
    tally.raids.push({ at, name: typeof name === 'string' ? name : '', viewers: amount })
  }
  const run = payload.run_id
  if (typeof run !== 'string') return
  if (type === 'run.started') {
    const known = tally.runs.get(run)
    tally.runs.set(run, { number: (payload.number as number | null) ?? null, checkpoints: known?.checkpoints ?? [] })
  } else if (type === 'run.checkpoint.cleared') {
    const known = tally.runs.get(run) ?? { number: (payload.number as number | null) ?? null, checkpoints: [] }
    const checkpoint = String(payload.checkpoint)
    if (!known.checkpoints.includes(checkpoint)) known.checkpoints.push(checkpoint)
    tally.runs.set(run, known)
  }
}

/** Whom live events show, the last seen first: what `people` of the archive is kept from. */
function people(events: Iterable<{ event: Event }>): PersonRecord[] {
  const seen = new Map<string, PersonRecord>()
  for (const { event } of events) {
    const person = personSeen(event)
    if (person === undefined) continue
    const key = `${person.platform}:${person.id}`
    const first_seen_at = seen.get(key)?.first_seen_at ?? event.inserted_at
    seen.set(key, { ...person, first_seen_at, last_seen_at: event.inserted_at, note: null, pronouns: null })
  }
  return [...seen.values()]
}

function utterances(events: Iterable<{ event: Event }>, { q, words, limit }: QuestionOf<'transcripts'>): FoundUtterance[] {
  const part = q.toLowerCase()
  const found: FoundUtterance[] = []
  for (const { event } of events) {
    if (event.type !== 'utterance.transcribed') continue
    const { text, started_at, duration_ms, source_id } = event.payload as Record<string, unknown>
    if (
      typeof text !== 'string' ||
      typeof started_at !== 'string' ||
      typeof duration_ms !== 'number' ||
      typeof source_id !== 'string'
    )
      continue
    const isMatch = text.toLowerCase().includes(part) || (words.length > 0 && matchesWords(wordsOf(text), words))
    if (!isMatch) continue
    const { position, session, seq } = event
    found.push({ position, session, seq, text, source_id, started_at: new Date(started_at).toISOString(), duration_ms })
    if (found.length === limit) break
  }
  return found
}
