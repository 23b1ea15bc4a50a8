/** The tables of an archive, in the order in which they are copied. What is left out is the migrations' own. */
export const copiedTables = [
  'archive_state',
  'events',
  'sessions',
  'transcriptions',
  'contexts',
  'runs',
  'run_checkpoints',
  'people',
  'snapshots',
  'archive_rejects',
  'events_hourly',
  'events_daily',
] as const

export type CopiedTable = (typeof copiedTables)[number]

/** Those that TimescaleDB may keep itself, as views; and the words of SQL by which its hours and days begin. */
export const aggregateUnits = { events_hourly: 'hour', events_daily: 'day' } as const

export function isAggregate(table: string): table is keyof typeof aggregateUnits {
  return table in aggregateUnits
}

/** A table as it was copied: its rows, and the order of its columns in the copy. */
export type TableCopy = { rows: number; columns: string[] }

/** What a copy says of the database it was made from. */
export type DatabaseCopy = {
  postgres: string
  timescaledb: string | null
  /** Who kept `events_hourly` and `events_daily`. */
  aggregates: 'continuous' | 'written'
  /** SHA-256 of each migration that had been applied, in order. */
  migrations: string[]
  epoch: string
  archivedPosition: number
  tables: Record<string, TableCopy>
}

/** What COPY writes and reads as text depends on these: the same on both ends. */
export const copySettings = `set local datestyle = 'ISO, YMD'; set local timezone = 'UTC'; set local extra_float_digits = 1;
  set local statement_timeout = 0; set local lock_timeout = '30s'`

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

export function columnList(columns: readonly string[]): string {
  return columns.map(quoted).join(', ')
}
