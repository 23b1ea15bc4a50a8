import { movedAside, requireKnown, type Sql } from '@landale/database'
import { sizeText } from '../tools/progress.ts'
import { type Finding, fail, listed, look, ok, restoreAdvice, type Verdict, warn } from './finding.ts'

const rebuildAdvice =
  'restore a backup of both, or set DATABASE_URL to an empty database: what the log still holds is archived anew'

/** The archive by itself, in one state of it. */
export async function lookAtArchive(sql: Sql, full: boolean): Promise<Finding[]> {
  return [
    await look('archive: server', () => server(sql)),
    await look('archive: schema', async () => {
      const applied = await sql<{ hash: string }[]>`select hash from landale.migrations order by created_at`
      requireKnown(applied.map(({ hash }) => hash))
      return ok(`${applied.length} migrations`)
    }),
    await look('archive: positions', () => positions(sql)),
    await look('archive: sessions', () => sessions(sql)),
    await look('archive: hours', () => sums(sql, 'events_hourly', 'hour', full)),
    await look('archive: days', () => sums(sql, 'events_daily', 'day', full)),
    await look('archive: snapshots', async () => {
      const rows = await sql<{ name: string }[]>`
        select name from landale.snapshots where position > (select archived_position from landale.archive_state)`
      if (rows.length === 0) return ok('none is ahead of the archive')
      return fail(`${listed(rows.map(({ name }) => name))} are ahead of the archive`, restoreAdvice)
    }),
    await look('archive: rejects', () => rejects(sql)),
    ...(await Promise.all(
      (
        await movedAside(sql)
      ).map(({ name, bytes }) =>
        look('before a restore', () =>
          warn(
            `the schema ${name}, ${sizeText(bytes)}, is from before a restore`,
            `drop it when you are sure: drop schema ${name} cascade`,
          ),
        ),
      ),
    )),
  ]
}

async function server(sql: Sql): Promise<Verdict> {
  const [row] = await sql<{ version: string; number: number; timescaledb: string | null }[]>`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
      (select extversion from pg_extension where extname = 'timescaledb') as timescaledb`
  const says = `PostgreSQL ${row?.version ?? ''}${row?.timescaledb ? `, TimescaleDB ${row.timescaledb}` : ''}`
  return (row?.number ?? 0) >= 170_000 ? ok(says) : fail(says, 'update it to 17 or newer')
}

async function positions(sql: Sql): Promise<Verdict> {
  const [row] = await sql<{ n: string; first: string | null; last: string | null; archived: string | null }[]>`
    select count(*) as n, min(position) as first, max(position) as last,
      (select archived_position from landale.archive_state) as archived from landale.events`
  const [n, first, last, archived] = [row?.n, row?.first, row?.last, row?.archived].map(Number) as [
    number,
    number,
    number,
    number,
  ]
  if (n === 0) return archived === 0 ? ok('empty') : warn(`nothing is left of what was archived up to ${archived}`)
  if (last > archived) return fail(`events up to ${last} beyond its own archived position ${archived}`, rebuildAdvice)
  if (n === archived - first + 1) return ok(`${first} to ${archived}, none missing`)
  const holes = await sql<{ after: string }[]>`
    select after from (select position as after, lead(position, 1, ${archived + 1}) over (order by position) as next
      from landale.events) as step where next <> after + 1 order by after limit 6`
  return fail(`${archived - first + 1 - n} are missing, after ${listed(holes.map(({ after }) => after))}`, rebuildAdvice)
}

async function sessions(sql: Sql): Promise<Verdict> {
  const rows = await sql<{ session: string }[]>`
    select session from (select session, count(*) as n, min(seq) as first, max(seq) as last from landale.events group by session) as own
      left join landale.sessions on id = session
      where n <> last - first + 1 or last_seq is null or last_seq < last limit 20`
  if (rows.length === 0) return ok('seq is contiguous in each, and within what the session says')
  return fail(`seq is not what it should be in ${listed(rows.map(({ session }) => session))}`, rebuildAdvice)
}

/** Only of the hours and days of which no event was let go. */
async function sums(sql: Sql, table: 'events_hourly' | 'events_daily', unit: 'hour' | 'day', full: boolean): Promise<Verdict> {
  const whole = sql`(select case when min(position) = 1 then '-infinity'::timestamptz
    else date_trunc(${unit}, min(inserted_at), 'UTC') + ${`1 ${unit}`}::interval end from landale.events)`
  const counted = sql`select date_trunc(${unit}, inserted_at, 'UTC') as bucket, count(*) as events, coalesce(sum(amount), 0) as amount
    from landale.events where inserted_at >= ${whole} group by 1`
  const kept = sql`select bucket, sum(events) as events, sum(amount) as amount
    from ${sql(`landale.${table}`)} where bucket >= ${whole} group by 1`
  const rows = full
    ? await sql<{ bucket: Date }[]>`select bucket from (${counted}) as counted full join (${kept}) as kept using (bucket)
        where counted.events is distinct from kept.events or counted.amount is distinct from kept.amount order by 1`
    : await sql<{ bucket: Date | null }[]>`select null as bucket
        from (select sum(events) as events, sum(amount) as amount from (${counted}) as own) as counted,
          (select sum(events) as events, sum(amount) as amount from (${kept}) as own) as kept
        where counted.events is distinct from kept.events or counted.amount is distinct from kept.amount`
  if (rows.length === 0) return ok('the sums are those of the events')
  const says = `the sums are not those of the events${full ? `: ${listed(rows.map(({ bucket }) => bucket?.toISOString() ?? ''))}` : ''}`
  const [kind] = await sql<{ is_view: boolean }[]>`
    select relkind = 'v' as is_view from pg_class where oid = ${`landale.${table}`}::regclass`
  if (kind?.is_view) return warn(says, `TimescaleDB counts late events within the hour; if not, refresh landale.${table}`)
  return fail(says, rebuildAdvice)
}

async function rejects(sql: Sql): Promise<Verdict> {
  const rows = await sql<{ reason: string; n: string }[]>`
    select reason, count(*) as n from landale.archive_rejects group by reason order by n desc limit 6`
  if (rows.length === 0) return ok('none')
  const says = `kept as their JSON, out of reach of a search: ${rows.map(({ reason, n }) => `${n} for "${reason}"`).join('; ')}`
  return warn(says, 'nothing is lost; the sender of these may be mended')
}
