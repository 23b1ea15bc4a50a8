import type { Session } from '@landale/protocol'
import type postgres from 'postgres'
import { arraysOf, type Columns, selectGiven } from './arrays.ts'
import { type ArchiveBatch, cleanJson } from './batch.ts'
import type { Derived } from './derived.ts'

type Statement = { columns: Columns; text: string }

/** A statement that inserts rows of these columns into a table of ours, called `kept` where it meets what is there. */
function insert(table: string, columns: Columns, onConflict = ''): Statement {
  const text = `insert into landale.${table} as kept (${Object.keys(columns).join(', ')}) ${selectGiven(columns)} ${onConflict}`
  return { columns, text }
}

const place = { position: 'bigint', session: 'text', seq: 'bigint', inserted_at: 'timestamptz' }
const tally = { bucket: 'timestamptz', type: 'text', origin: 'text', events: 'bigint', amount: 'bigint' }
const added = 'do update set events = kept.events + excluded.events, amount = kept.amount + excluded.amount'

const intoHourly = insert('events_hourly', tally, `on conflict (bucket, type, origin) ${added}`)
const intoDaily = insert('events_daily', { ...tally, actor: 'text' }, `on conflict (bucket, type, origin, actor) ${added}`)
const intoPeople = insert(
  'people',
  { platform: 'text', id: 'text', login: 'text', name: 'text', first_seen_at: 'timestamptz', last_seen_at: 'timestamptz' },
  'on conflict (platform, id) do update set login = excluded.login, name = excluded.name, last_seen_at = excluded.last_seen_at',
)
const intoTranscriptions = insert('transcriptions', {
  ...place,
  text: 'text',
  started_at: 'timestamptz',
  duration_ms: 'int',
  source_id: 'text',
  confidence: 'real',
  language: 'text',
  words: 'tsvector',
})
const intoContexts = insert('contexts', { ...place, payload: 'jsonb' })
const intoRuns = insert(
  'runs',
  { id: 'text', number: 'bigint', game: 'text', session: 'text', position: 'bigint', origin: 'text', started_at: 'timestamptz' },
  'on conflict do nothing',
)
const intoCheckpoints = insert(
  'run_checkpoints',
  { run: 'text', checkpoint: 'text', checkpoint_id: 'int', session: 'text', position: 'bigint', cleared_at: 'timestamptz' },
  'on conflict do nothing',
)
const intoRejects = insert('archive_rejects', { position: 'bigint', reason: 'text', body: 'text' })
const intoSessions = insert(
  'sessions',
  {
    id: 'text',
    title: 'text',
    metadata: 'jsonb',
    kind: 'text',
    last_seq: 'bigint',
    created_at: 'timestamptz',
    updated_at: 'timestamptz',
  },
  `on conflict (id) do update set last_seq = excluded.last_seq, updated_at = excluded.updated_at
    where kept.last_seq < excluded.last_seq`,
)
const intoSnapshots = insert(
  'snapshots',
  { name: 'text', position: 'bigint', value: 'jsonb' },
  'on conflict (name) do update set position = excluded.position, value = excluded.value where kept.position <= excluded.position',
)

type Rows = {
  derived: Derived
  sessions: readonly Session[]
  snapshots: ArchiveBatch['snapshots']
  rejects: readonly { position: number; reason: string; body: string }[]
  keepsAggregates: boolean
}

/** Everything of a batch besides its events: a statement for each table that has something in it. */
export function statementsFor(sql: postgres.TransactionSql, { derived, sessions, snapshots, rejects, keepsAggregates }: Rows) {
  const { hours, days, people, transcriptions, contexts, runs, checkpoints } = derived
  const lists: [Statement, readonly object[]][] = [
    [intoHourly, keepsAggregates ? hours : []],
    [intoDaily, keepsAggregates ? days : []],
    [intoPeople, people],
    [intoTranscriptions, transcriptions],
    [intoContexts, contexts],
    [intoRuns, runs],
    [intoCheckpoints, checkpoints],
    [intoRejects, rejects],
    // Of these no event is to blame, so they are cleaned and not set aside.
    [intoSessions, sessions.map(cleaned)],
    [intoSnapshots, snapshots.map(cleaned)],
  ]
  return lists.flatMap(([{ columns, text }, rows]) =>
    rows.length === 0 ? [] : [sql.unsafe(text, arraysOf(columns, rows), { prepare: true })],
  )
}

function cleaned<Value>(value: Value): Value {
  return JSON.parse(cleanJson(JSON.stringify(value))) as Value
}
