// `events_hourly` counts each type by the hour, `events_daily` each type and actor by the day; hours and days are UTC's. `amount`
// is the sum of what `amountOf` gives. The same two names and columns, whoever keeps them.

/** How much a late batch may be late and still be counted; a retention shorter than this would take the aggregates along. */
export const refreshWindowDays = 30

type Aggregate = {
  /** A table that the writer adds to in the transaction that adds the events; filled with what is there already. */
  ordinary: string
  /** A view that TimescaleDB (Community edition) keeps; what is too new for it is read from the events themselves. */
  continuous: string
  policy: string
}

export const aggregates: Readonly<Record<'events_hourly' | 'events_daily', Aggregate>> = {
  events_hourly: {
    ordinary: `
      create table landale.events_hourly (
        bucket timestamptz not null, type text collate "C" not null, origin text collate "C" not null,
        events bigint not null, amount bigint not null, primary key (bucket, type, origin));
      insert into landale.events_hourly
        select date_trunc('hour', inserted_at, 'UTC'), type, origin, count(*), coalesce(sum(amount), 0)
        from landale.events group by 1, 2, 3`,
    continuous: `
      create materialized view landale.events_hourly
        with (timescaledb.continuous, timescaledb.materialized_only = false) as
        select time_bucket(interval '1 hour', inserted_at) as bucket, type, origin, count(*) as events,
          coalesce(sum(amount), 0)::bigint as amount
        from landale.events group by 1, 2, 3 with no data`,
    policy: `select add_continuous_aggregate_policy('landale.events_hourly', if_not_exists => true,
      start_offset => interval '${refreshWindowDays} days', end_offset => interval '1 hour',
      schedule_interval => interval '10 minutes')`,
  },
  events_daily: {
    ordinary: `
      create table landale.events_daily (
        bucket timestamptz not null, type text collate "C" not null, origin text collate "C" not null,
        actor text collate "C" not null, events bigint not null, amount bigint not null,
        primary key (bucket, type, origin, actor));
      insert into landale.events_daily
        select date_trunc('day', inserted_at, 'UTC'), type, origin, actor, count(*), coalesce(sum(amount), 0)
        from landale.events group by 1, 2, 3, 4`,
    continuous: `
      create materialized view landale.events_daily
        with (timescaledb.continuous, timescaledb.materialized_only = false) as
        select time_bucket(interval '1 day', inserted_at) as bucket, type, origin, actor, count(*) as events,
          coalesce(sum(amount), 0)::bigint as amount
        from landale.events group by 1, 2, 3, 4 with no data`,
    policy: `select add_continuous_aggregate_policy('landale.events_daily', if_not_exists => true,
      start_offset => interval '${refreshWindowDays} days', end_offset => interval '1 day',
      schedule_interval => interval '1 hour')`,
  },
}
