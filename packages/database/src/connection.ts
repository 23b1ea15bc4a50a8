import postgres from 'postgres'

export type Sql = postgres.Sql

export type ConnectionOptions = {
  url: string
  /** How many connections at the most. */
  max: number
  /** The longest that one statement may take, in ms; 0: as long as it needs. */
  statementTimeoutMs: number
  /** What `pg_stat_activity` shows of it. */
  name: string
}

const connectTimeoutS = 5
const idleTimeoutS = 600

/** A pool of connections to the archive's database. Nothing is sent before the first query. */
export function connect({ url, max, statementTimeoutMs, name }: ConnectionOptions): Sql {
  return postgres(url, {
    max,
    connect_timeout: connectTimeoutS,
    idle_timeout: idleTimeoutS,
    onnotice: () => {},
    connection: {
      application_name: name,
      statement_timeout: statementTimeoutMs,
      TimeZone: 'UTC',
      jit: 'off',
      // What a search finds is noted page by page in this; short of it, whole pages are looked through again.
      work_mem: '16MB',
      // A plan for any values at all walks through a year of chat for somebody's one raid, and knows no partial index.
      plan_cache_mode: 'force_custom_plan',
    },
  })
}
