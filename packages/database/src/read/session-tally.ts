import type { Sql } from '../connection.ts'
import { ask, type TimeRange } from './archive-reader.ts'

/** What a session's summary is made of, as far as one part of the log knows it. Times are ms since the epoch. */
export type SessionTally = {
  events: number
  firstAt: number | undefined
  lastAt: number | undefined
  /** By type, of what happened live. */
  types: Map<string, { events: number; amount: number }>
  /** Chat messages by the minute's beginning. */
  minutes: Map<number, number>
  /** Chat messages by actor. */
  chatters: Map<string, number>
  raids: { at: number; name: string; viewers: number }[]
  runs: Map<string, { number: number | null; checkpoints: string[] }>
}

/** Of a session that has no events. */
export function emptyTally(): SessionTally {
  const [types, minutes, chatters, runs] = [new Map(), new Map(), new Map(), new Map()]
  return { events: 0, firstAt: undefined, lastAt: undefined, types, minutes, chatters, raids: [], runs }
}

export type SessionTallyQuery = { session: string; upTo: number; during: TimeRange }

/** The archived part of a session, counted where it lies. */
export function sessionTally(sql: Sql, { session, upTo, during }: SessionTallyQuery): Promise<SessionTally> {
  const within = sql`session = ${session} and position <= ${upTo} and inserted_at between ${during.from} and ${during.to}`
  const chat = sql`${within} and type = 'chat.message.sent' and origin = 'live'`
  return ask(async () => {
    const [types, minutes, chatters, raids, runs] = await Promise.all([
      sql<{ type: string; origin: string; events: string; amount: string; first: Date; last: Date }[]>`
        select type, origin, count(*) as events, coalesce(sum(amount), 0)::bigint as amount,
          min(inserted_at) as first, max(inserted_at) as last
        from landale.events where ${within} group by 1, 2`,
      sql<{ minute: Date; messages: string }[]>`
        select date_trunc('minute', inserted_at, 'UTC') as minute, count(*) as messages from landale.events where ${chat} group by 1`,
      sql<{ actor: string; messages: string }[]>`
        select actor, count(*) as messages from landale.events where ${chat} group by 1`,
      sql<{ at: Date; name: string | null; viewers: string | null }[]>`
        select inserted_at as at, payload->'user'->>'name' as name, amount as viewers from landale.events
        where ${within} and type = 'channel.raided' and origin = 'live' order by position limit 100`,
      sql<{ run: string; number: string | null; checkpoints: string[] }[]>`
        select id as run, runs.number, coalesce(cleared.checkpoints, '{}') as checkpoints
        from (select id from landale.runs where session = ${session} and position <= ${upTo} and origin = 'live'
          union select run from landale.run_checkpoints where session = ${session} and position <= ${upTo}) as played (id)
        left join landale.runs using (id)
        left join lateral (select array_agg(checkpoint order by position) as checkpoints from landale.run_checkpoints
          where run = played.id and session = ${session} and position <= ${upTo}) as cleared on true
        where coalesce(runs.origin, 'live') = 'live'
        order by runs.position nulls first limit 1000`,
    ])
    const live = types.filter(({ origin }) => origin === 'live')
    return {
      events: types.reduce((sum, { events }) => sum + Number(events), 0),
      firstAt: least(types.map(({ first }) => first.getTime())),
      lastAt: greatest(types.map(({ last }) => last.getTime())),
      types: new Map(live.map(({ type, events, amount }) => [type, { events: Number(events), amount: Number(amount) }])),
      minutes: new Map(minutes.map(({ minute, messages }) => [minute.getTime(), Number(messages)])),
      chatters: new Map(chatters.map(({ actor, messages }) => [actor, Number(messages)])),
      raids: raids.map(({ at, name, viewers }) => ({ at: at.getTime(), name: name ?? '', viewers: Number(viewers ?? 0) })),
      runs: new Map(
        runs.map(({ run, number, checkpoints }) => [run, { number: number === null ? null : Number(number), checkpoints }]),
      ),
    }
  })
}

function least(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : Math.min(...values)
}

function greatest(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : Math.max(...values)
}
