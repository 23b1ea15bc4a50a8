import { emptyTally, type SessionTally } from '@landale/database'
import type { SessionSummary } from '@landale/protocol'
import { highlights } from './highlights.ts'
import type { HistoryParts } from './history.ts'
import { namesFor } from './names.ts'
import { whole } from './parts.ts'

const maxChatters = 25

/** A session at a glance, over both parts of the log; undefined where there is no such session. */
export async function summaryOf(both: HistoryParts, id: string): Promise<SessionSummary | undefined> {
  const { log, hot, reads, parts } = both
  const session = log.session(id)
  if (session === undefined) return undefined
  const during = { from: new Date(session.created_at), to: new Date(session.updated_at) }
  const { archivedUpTo, hot: range } = whole(parts({ from: during.from.getTime() }))
  const [archived, late] = await Promise.all([
    archivedUpTo > 0 ? reads.ask('sessionTally', { session: session.id, upTo: archivedUpTo, during }) : undefined,
    range.after < range.upTo ? hot.ask<'session'>({ kind: 'session', range, session: session.id }) : undefined,
  ])
  const tally = merged([archived, late].filter((part) => part !== undefined))
  const { firstAt, lastAt, types, minutes, chatters } = tally
  const durationMs = firstAt === undefined || lastAt === undefined ? 0 : lastAt - firstAt
  const most = [...chatters].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, maxChatters)
  const names = await namesFor(
    both,
    most.map(([actor]) => actor),
  )
  const busiest = [...minutes].reduce<[number, number] | undefined>(
    (best, entry) => (best === undefined || entry[1] > best[1] ? entry : best),
    undefined,
  )
  return {
    session,
    started_at: firstAt === undefined ? null : new Date(firstAt).toISOString(),
    ended_at: lastAt === undefined ? null : new Date(lastAt).toISOString(),
    duration_ms: durationMs,
    events: tally.events,
    types: [...types].map(([type, sum]) => ({ type, ...sum })).sort((a, b) => b.events - a.events || (a.type < b.type ? -1 : 1)),
    highlights: highlights(types, { chatters: chatters.size, minutes: durationMs / 60_000 }),
    busiest_minute: busiest === undefined ? null : { at: new Date(busiest[0]).toISOString(), messages: busiest[1] },
    chatters: most.map(([actor, messages]) => ({ actor, ...names.get(actor), messages })),
    raids: tally.raids.map(({ at, name, viewers }) => ({ at: new Date(at).toISOString(), name, viewers })),
    runs: [...tally.runs].map(([run_id, run]) => ({ run_id, ...run })),
  }
}

/** Parts in the order of time, as one. */
function merged(parts: readonly SessionTally[]): SessionTally {
  const [first, second] = parts
  if (first === undefined) return emptyTally()
  if (second === undefined) return first
  for (const [type, { events, amount }] of second.types) {
    const sum = first.types.get(type) ?? { events: 0, amount: 0 }
    first.types.set(type, { events: sum.events + events, amount: sum.amount + amount })
  }
  addTo(first.minutes, second.minutes)
  addTo(first.chatters, second.chatters)
  for (const [run, { number, checkpoints }] of second.runs) {
    const known = first.runs.get(run)
    const all = [...new Set([...(known?.checkpoints ?? []), ...checkpoints])]
    first.runs.set(run, { number: known?.number ?? number, checkpoints: all })
  }
  return {
    ...first,
    events: first.events + second.events,
    firstAt: first.firstAt ?? second.firstAt,
    lastAt: second.lastAt ?? first.lastAt,
    raids: [...first.raids, ...second.raids],
  }
}

function addTo<Key>(sums: Map<Key, number>, more: ReadonlyMap<Key, number>): void {
  for (const [key, count] of more) sums.set(key, (sums.get(key) ?? 0) + count)
}
