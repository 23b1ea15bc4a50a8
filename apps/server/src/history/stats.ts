import type { Origin, Stats, StatsBy, StatsOrder, StatsRow, Tally } from '@landale/protocol'
import { highlightsOf } from './highlights.ts'
import type { HistoryParts } from './history.ts'
import { namesFor } from './names.ts'
import { whole } from './parts.ts'

export type StatsQuestion = {
  by: StatsBy
  /** Ms since the epoch; widened to whole hours, of actors to whole days. `to` is exclusive. */
  from: number
  to: number
  origin: Origin
  type: string | undefined
  type_prefix: string | undefined
  order: StatsOrder
  limit: number
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Actors of both parts that are looked at before the largest are taken. */
const maxActors = 10_000
const maxBuckets = 100_000

/** Counts over both parts of the log, each asked for what it alone has. */
export async function findStats(both: HistoryParts, asked: StatsQuestion): Promise<Stats> {
  const unit = asked.by === 'actor' ? dayMs : hourMs
  const question = { ...asked, from: floor(asked.from, unit), to: -floor(-asked.to, unit) }
  const { by, from, to, origin, order, limit } = question
  const rows = await count(both, question, by === 'actor' ? maxActors : maxBuckets)
  const types = await count(both, { ...question, by: 'hour', type: undefined, type_prefix: undefined }, maxBuckets)
  const sorted = sortedBy(rows, by, order).slice(0, by === 'type' || by === 'actor' ? limit : maxBuckets)
  const names =
    by === 'actor'
      ? await namesFor(
          both,
          sorted.map(({ actor }) => actor ?? ''),
        )
      : undefined
  return {
    by,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    origin,
    rows: sorted.map((tally) => rowOf(tally, names)),
    highlights: highlightsOf(types, await chattersIn(both, question)),
  }
}

async function count({ hot, reads, parts }: HistoryParts, question: StatsQuestion, limit: number): Promise<Tally[]> {
  const { archivedUpTo, hot: range } = whole(parts({ from: question.from }))
  const [archived, late] = await Promise.all([
    archivedUpTo > 0 ? reads.ask('tallies', { ...question, limit }) : [],
    range.after < range.upTo ? hot.ask<'tallies'>({ kind: 'tallies', range, ...question }) : [],
  ])
  return added(archived, late)
}

async function chattersIn({ hot, reads, parts }: HistoryParts, question: StatsQuestion): Promise<number> {
  const { archivedUpTo, hot: range } = whole(parts({ from: question.from }))
  // The archive knows actors by the day.
  const unit = archivedUpTo > 0 ? dayMs : hourMs
  const [from, to] = [floor(question.from, unit), -floor(-question.to, unit)]
  const chat = { kind: 'tallies', by: 'actor', from, to, origin: question.origin, type: 'chat.message.sent' } as const
  const late = range.after < range.upTo ? await hot.ask<'tallies'>({ ...chat, type_prefix: undefined, range }) : []
  const others = late.map(({ actor }) => actor ?? '')
  if (archivedUpTo === 0) return others.length
  return await reads.ask('countChatters', { from, to, origin: question.origin, others })
}

/** The sum of two parts' tallies, key by key. */
function added(archived: readonly Tally[], late: readonly Tally[]): Tally[] {
  const sums = new Map<string, Tally>()
  for (const tally of [...archived, ...late]) {
    const key = `${tally.at ?? ''} ${tally.type ?? ''} ${tally.actor ?? ''}`
    const sum = sums.get(key)
    if (sum === undefined) sums.set(key, { ...tally })
    else {
      sum.events += tally.events
      sum.amount += tally.amount
    }
  }
  return [...sums.values()]
}

function sortedBy(rows: readonly Tally[], by: StatsBy, order: StatsOrder): Tally[] {
  const name = ({ type = '', actor = '' }: Tally) => `${type}${actor}`
  const byName = (a: Tally, b: Tally) => (name(a) < name(b) ? -1 : 1)
  if (by === 'hour' || by === 'day') return rows.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0) || byName(a, b))
  return rows.toSorted((a, b) => b[order] - a[order] || b.events - a.events || byName(a, b))
}

function rowOf({ at, type, actor, events, amount }: Tally, names: Awaited<ReturnType<typeof namesFor>> | undefined): StatsRow {
  return {
    ...(at === undefined ? undefined : { at: new Date(at).toISOString() }),
    ...(type === undefined ? undefined : { type }),
    ...(actor === undefined ? undefined : { actor, ...names?.get(actor) }),
    events,
    amount,
  }
}

function floor(at: number, unit: number): number {
  return Math.floor(at / unit) * unit
}
