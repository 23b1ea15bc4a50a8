import { feedBit } from '@landale/protocol'
import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgSchema, primaryKey, real, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { feeds, place, time, whole, word, words } from './columns.ts'

/** Feeds of few events among many; the others are read as they come. */
const sparseFeeds = ['interactions', 'goals', 'obs', 'system', 'music', 'ironmon', 'stream'] as const

/** Everything of ours lies in a schema of its own, so that a restore can move the old one aside by its name. */
export const landale = pgSchema('landale')

/**
 * The log's events, field by field. `origin` and `amount` (bits, gifted subscriptions, a raid's viewers: `amountOf`) are lifted
 * out for the statistics, `words` for the text search.
 */
export const events = landale.table(
  'events',
  {
    ...place(),
    feeds: feeds(),
    id: word().notNull(),
    type: word().notNull(),
    source: word(),
    actor: word().notNull(),
    payload: jsonb().notNull(),
    metadata: jsonb().notNull(),
    refs: jsonb(),
    idempotency_key: word(),
    origin: word().notNull(),
    amount: whole(),
    words: words(),
  },
  (table) => [
    uniqueIndex('events_position').on(table.position, table.inserted_at),
    index('events_time').on(table.inserted_at, table.position),
    index('events_type_time').on(table.type, table.inserted_at, table.position),
    index('events_actor_time').on(table.actor, table.inserted_at, table.position),
    index('events_session').on(table.session, table.seq),
    index('events_session_time').on(table.session, table.inserted_at, table.position),
    // What is rare beside chat would otherwise be looked for among all of it.
    index('events_actor_rest').on(table.actor, table.inserted_at, table.position).where(sql`type <> 'chat.message.sent'`),
    index('events_source_rest').on(table.source, table.inserted_at, table.position).where(sql`source <> 'twitch'`),
    index('events_origin_rest').on(table.origin, table.inserted_at, table.position).where(sql`origin <> 'live'`),
    ...sparseFeeds.map((feed) =>
      index(`events_feed_${feed}`)
        .on(table.position)
        .where(sql.raw(`(feeds & ${feedBit(feed)}) <> 0`)),
    ),
  ],
)

/** The sessions that have events here, as the log last knew them. */
export const sessions = landale.table('sessions', {
  id: word().primaryKey(),
  title: text(),
  metadata: jsonb().notNull(),
  kind: word().notNull(),
  last_seq: whole().notNull(),
  created_at: time().notNull(),
  updated_at: time().notNull(),
})

/** What was said, from `utterance.transcribed`. */
export const transcriptions = landale.table(
  'transcriptions',
  {
    ...place(),
    text: text().notNull(),
    started_at: time().notNull(),
    duration_ms: integer().notNull(),
    source_id: word().notNull(),
    confidence: real(),
    language: word(),
    words: words(),
  },
  (table) => [
    uniqueIndex('transcriptions_position').on(table.position, table.inserted_at),
    index('transcriptions_time').on(table.inserted_at, table.position),
    index('transcriptions_session').on(table.session, table.seq),
  ],
)

/** What the AI worker understood of a stretch of the stream, from `context.captured`. */
export const contexts = landale.table('contexts', { ...place(), payload: jsonb().notNull() }, (table) => [
  uniqueIndex('contexts_position').on(table.position, table.inserted_at),
  index('contexts_session').on(table.session, table.seq),
])

/** Runs of a game, from `run.started`. */
export const runs = landale.table(
  'runs',
  {
    id: word().primaryKey(),
    number: whole(),
    game: word(),
    session: word().notNull(),
    position: whole().notNull(),
    origin: word().notNull(),
    started_at: time().notNull(),
  },
  (table) => [index('runs_session').on(table.session)],
)

/** How far a run came, from `run.checkpoint.cleared`. */
export const runCheckpoints = landale.table(
  'run_checkpoints',
  {
    run: word().notNull(),
    checkpoint: word().notNull(),
    checkpoint_id: integer(),
    session: word().notNull(),
    position: whole().notNull(),
    cleared_at: time().notNull(),
  },
  (table) => [primaryKey({ columns: [table.run, table.checkpoint] }), index('run_checkpoints_session').on(table.session)],
)

/** Everybody who was seen, as their platform knows them; `note` and `pronouns` are the streamer's own. */
export const people = landale.table(
  'people',
  {
    platform: word().notNull(),
    id: word().notNull(),
    login: word().notNull(),
    name: text().notNull(),
    first_seen_at: time().notNull(),
    last_seen_at: time().notNull(),
    note: text(),
    pronouns: text(),
  },
  (table) => [
    primaryKey({ columns: [table.platform, table.id] }),
    index('people_last_seen').on(table.last_seen_at, table.platform, table.id),
    index('people_login').on(table.login),
  ],
)

/** The reducers' saved states, as of positions that are archived. */
export const snapshots = landale.table('snapshots', {
  name: word().primaryKey(),
  position: whole().notNull(),
  value: jsonb().notNull(),
})

/** One row: whose archive this is, and up to where it holds everything. */
export const archiveState = landale.table('archive_state', {
  only: boolean().primaryKey().default(true),
  epoch: word().notNull(),
  archived_position: whole().notNull(),
})

/** Events whose row PostgreSQL refused: their JSON as it is in the log, which readers are given in the row's place. */
export const archiveRejects = landale.table('archive_rejects', {
  position: whole().primaryKey(),
  reason: text().notNull(),
  body: text().notNull(),
  rejected_at: time().notNull().default(sql`now()`),
})
