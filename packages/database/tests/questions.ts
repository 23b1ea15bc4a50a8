import { type Event, type EventFilter, matchesFilter, type StatsBy, searchText, type Tally, wordsOf } from '@landale/protocol'
import fc from 'fast-check'
import type { HistoryQuery, TallyQuery } from '../src/index.ts'
import { bucketOf, type Count, countBy, dayMs, hourMs } from './recount.ts'

/** What the archive is asked, and what it would answer if it were a list. */

const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 })

export function filters(events: readonly Event[]): fc.Arbitrary<EventFilter> {
  const one = fc.constantFrom(...events)
  const time = one.chain((event) => fc.integer({ min: -1, max: 1 }).map((off) => Date.parse(event.inserted_at) + off))
  const narrow = fc.record<EventFilter>({
    session: optional(fc.oneof({ weight: 9, arbitrary: one.map(({ session }) => session) }, fc.constant('nobody'))),
    type: fc.option(
      one.map(({ type }) => type),
      { nil: undefined, freq: 1 },
    ),
    type_prefix: optional(one.chain(({ type }) => fc.nat(type.length).map((length) => type.slice(0, length)))),
    source: optional(
      fc.oneof(
        one.map(({ source = 'none' }) => source),
        fc.constant('nobody'),
      ),
    ),
    actor: fc.option(
      one.map(({ actor }) => actor),
      { nil: undefined, freq: 1 },
    ),
    origin: optional(fc.constantFrom('live' as const, 'test' as const, 'replay' as const)),
    from: optional(time),
    to: optional(time),
    words: optional(wordLists(one)),
  })
  // With one field or two, most filters find something.
  return fc
    .tuple(narrow, fc.subarray(Object.keys({ ...all }) as (keyof EventFilter)[], { maxLength: 2 }))
    .map(([filter, fields]) =>
      Object.fromEntries(
        Object.entries(filter).filter(([name, value]) => value !== undefined && fields.includes(name as keyof EventFilter)),
      ),
    )
}

const all: Record<keyof EventFilter, true> = {
  session: true,
  type: true,
  type_prefix: true,
  source: true,
  actor: true,
  origin: true,
  from: true,
  to: true,
  words: true,
}

/** Words as people search for them: some of an event's own, whole or only begun, or none that is anywhere. */
function wordLists(one: fc.Arbitrary<Event>): fc.Arbitrary<string[]> {
  return one.chain((event) => {
    const words = wordsOf(searchText(event))
    if (words.length === 0) return fc.constant(['nowhere'])
    const word = fc.constantFrom(...words)
    const begun = word.chain((whole) =>
      fc.integer({ min: 1, max: whole.length }).map((length) => wordsOf(whole.slice(0, length))),
    )
    return fc.oneof(fc.array(word, { minLength: 1, maxLength: 3 }), begun, fc.constant<string[]>([]))
  })
}

export function pageOf(events: readonly Event[], { filter, upTo, order, cursor, limit }: HistoryQuery): Event[] {
  const found = events.filter(
    (event) =>
      event.position <= upTo &&
      matchesFilter(event, filter) &&
      (!cursor || (order === 'asc' ? event.position > cursor.position : event.position < cursor.position)),
  )
  return (order === 'asc' ? found : found.reverse()).slice(0, limit)
}

const lengths = { hour: hourMs, day: dayMs } as const

export function talliesOf(events: readonly Event[], query: TallyQuery): Tally[] {
  const { by, from, to, origin, type, type_prefix, order, limit } = query
  const counted = events.filter((event) => matchesFilter(event, { from, to, origin, type, type_prefix }))
  const counts = countBy(counted, (event) => JSON.stringify(keyOf(event, by)))
  const rows = [...counts].map(([key, count]) => ({ ...JSON.parse(key), ...count }) as Tally)
  const byKey = (a: Tally, b: Tally) => (a.at ?? 0) - (b.at ?? 0) || compare(a.type, b.type) || compare(a.actor, b.actor)
  const largest = (a: Count, b: Count) => (order === 'amount' ? b.amount - a.amount : 0) || b.events - a.events
  return rows.sort((a, b) => (by === 'hour' || by === 'day' ? 0 : largest(a, b)) || byKey(a, b)).slice(0, limit)
}

function keyOf(event: Event, by: StatsBy): Partial<Tally> {
  if (by === 'type') return { type: event.type }
  if (by === 'actor') return { actor: event.actor }
  return { at: bucketOf(event, lengths[by]), type: event.type }
}

/** By the bytes of UTF-8, as the collation "C" has it. */
function compare(a = '', b = ''): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
