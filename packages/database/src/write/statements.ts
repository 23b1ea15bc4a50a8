import type { Session } from '@landale/protocol'
import type postgres from 'postgres'
import { type ArchiveBatch, cleanJson } from './batch.ts'
import type { Derived } from './derived.ts'

const given = (columns: string) => `from jsonb_to_recordset($1::text::jsonb) as given (${columns})`
const place = 'position bigint, session text, seq bigint, inserted_at timestamptz'

const intoHourly = `insert into landale.events_hourly as kept
  select bucket, type, origin, events, amount ${given('bucket timestamptz, type text, origin text, events bigint, amount bigint')}
  on conflict (bucket, type, origin) do update set events = kept.events + excluded.events, amount = kept.amount + excluded.amount`

const intoDaily = `insert into landale.events_daily as kept
  select bucket, type, origin, actor, events, amount
    ${given('bucket timestamptz, type text, origin text, actor text, events bigint, amount bigint')}
  on conflict (bucket, type, origin, actor) do update
    set events = kept.events + excluded.events, amount = kept.amount + excluded.amount`

const intoSessions = `insert into landale.sessions as kept
  select id, title, metadata, kind, last_seq, created_at, updated_at
    ${given('id text, title text, metadata jsonb, kind text, last_seq bigint, created_at timestamptz, updated_at timestamptz')}
  on conflict (id) do update set last_seq = excluded.last_seq, updated_at = excluded.updated_at
    where kept.last_seq < excluded.last_seq`

const intoTranscriptions = `insert into landale.transcriptions
  select position, session, seq, inserted_at, text, started_at, duration_ms, source_id, confidence, language, words::tsvector
    ${given(`${place}, text text, started_at timestamptz, duration_ms int, source_id text, confidence real, language text, words text`)}`

const intoContexts = `insert into landale.contexts
  select position, session, seq, inserted_at, payload ${given(`${place}, payload jsonb`)}`

const intoRuns = `insert into landale.runs
  select payload->>'run_id', (payload->>'number')::bigint, payload->>'game', session, position, metadata->>'origin', inserted_at
    ${given(`${place}, payload jsonb, metadata jsonb`)}
  on conflict do nothing`

const intoCheckpoints = `insert into landale.run_checkpoints
  select payload->>'run_id', payload->>'checkpoint', (payload->>'checkpoint_id')::int, session, position, inserted_at
    ${given(`${place}, payload jsonb`)}
  on conflict do nothing`

const intoPeople = `insert into landale.people as kept (platform, id, login, name, first_seen_at, last_seen_at)
  select platform, id, login, name, first_seen_at, last_seen_at
    ${given('platform text, id text, login text, name text, first_seen_at timestamptz, last_seen_at timestamptz')}
  on conflict (platform, id) do update set login = excluded.login, name = excluded.name, last_seen_at = excluded.last_seen_at`

const intoSnapshots = `insert into landale.snapshots as kept
  select name, position, value ${given('name text, position bigint, value jsonb')}
  on conflict (name) do update set position = excluded.position, value = excluded.value where kept.position <= excluded.position`

const intoRejects = `insert into landale.archive_rejects (position, reason, body)
  select position, reason, body ${given('position bigint, reason text, body text')}`

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
  const lists: [string, readonly object[]][] = [
    [intoHourly, keepsAggregates ? hours : []],
    [intoDaily, keepsAggregates ? days : []],
    [intoPeople, people],
    [intoTranscriptions, transcriptions],
    [intoContexts, contexts],
    [intoRuns, runs],
    [intoCheckpoints, checkpoints],
    [intoRejects, rejects],
  ]
  // Of these no event is to blame, so they are cleaned and not set aside.
  const cleaned: [string, readonly object[]][] = [
    [intoSessions, sessions],
    [intoSnapshots, snapshots],
  ]
  const statements = [
    ...lists.map(([text, rows]) => ({ text, rows, json: JSON.stringify(rows) })),
    ...cleaned.map(([text, rows]) => ({ text, rows, json: cleanJson(JSON.stringify(rows)) })),
  ]
  return statements.flatMap(({ text, rows, json }) => (rows.length === 0 ? [] : [sql.unsafe(text, [json], { prepare: true })]))
}
