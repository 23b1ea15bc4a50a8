import type { Origin, StatsBy, StatsOrder, Tally } from '@landale/protocol'
import type { Sql } from '../connection.ts'
import { ask } from './archive-reader.ts'

export type TallyQuery = {
  by: StatsBy
  /** Whole hours, of actors whole days; `to` is exclusive. Ms since the epoch. */
  from: number
  to: number
  origin: Origin
  type?: string | undefined
  type_prefix?: string | undefined
  order: StatsOrder
  limit: number
}

type Row = { bucket: Date | null; type: string | null; actor: string | null; events: string; amount: string }

/** Rows of a statistic over what is archived, largest first or in the order of time; at most `limit`. */
export function tallies(sql: Sql, { by, from, to, origin, type, type_prefix, order, limit }: TallyQuery): Promise<Tally[]> {
  const table = by === 'actor' ? sql`landale.events_daily` : sql`landale.events_hourly`
  const keys = {
    hour: sql`bucket, type`,
    day: sql`date_trunc('day', bucket, 'UTC') as bucket, type`,
    type: sql`type`,
    actor: sql`actor`,
  }[by]
  const groups = by === 'hour' || by === 'day' ? sql`1, 2` : sql`1`
  const ordered =
    by === 'hour' || by === 'day' ? sql`1, 2` : order === 'amount' ? sql`amount desc, events desc, 1` : sql`events desc, 1`
  return ask(async () => {
    const rows = await sql<Row[]>`
      select ${keys}, sum(events)::bigint as events, sum(amount)::bigint as amount from ${table}
      where bucket >= ${new Date(from)} and bucket < ${new Date(to)} and origin = ${origin}
        ${type === undefined ? sql`` : sql`and type = ${type}`}
        ${type_prefix === undefined ? sql`` : sql`and starts_with(type, ${type_prefix})`}
      group by ${groups} order by ${ordered} limit ${limit}`
    return rows.map(toTally)
  })
}

function toTally({ bucket, type, actor, events, amount }: Row): Tally {
  return {
    ...(bucket ? { at: bucket.getTime() } : undefined),
    ...(type ? { type } : undefined),
    ...(actor ? { actor } : undefined),
    events: Number(events),
    amount: Number(amount),
  }
}

/** How many different people said something in whole days of the archive, `others` among them. */
export function countChatters(
  sql: Sql,
  { from, to, origin, others }: Pick<TallyQuery, 'from' | 'to' | 'origin'> & { others: readonly string[] },
): Promise<number> {
  return ask(async () => {
    const [row] = await sql<{ chatters: string }[]>`
      select count(*) as chatters from (
        select actor from landale.events_daily where bucket >= ${new Date(from)} and bucket < ${new Date(to)}
          and origin = ${origin} and type = 'chat.message.sent'
        union select jsonb_array_elements_text(${JSON.stringify(others)}::text::jsonb)) as everybody`
    return Number(row?.chatters ?? 0)
  })
}
