import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import { advice, LogOpenError, text } from './errors.ts'
import { lockLog } from './lock.ts'

/** The newest format of the log's file that this version reads. */
export const logFormat = 1

const schema = `
create table state (name text primary key, value text not null) without rowid, strict;
create table sessions (
  key integer primary key,
  id text not null unique,
  title text,
  metadata text not null,
  kind text not null,
  last_seq integer not null,
  created_at integer not null,
  updated_at integer not null
) strict;
create table events (
  position integer primary key,
  session integer not null references sessions (key),
  seq integer not null,
  feeds integer not null,
  inserted_at integer not null,
  body text not null
) strict;
create unique index events_by_session on events (session, seq);
create table idempotency (
  scope integer not null,
  key text not null,
  seq integer not null,
  position integer not null,
  hash blob not null,
  inserted_at integer not null,
  primary key (scope, key)
) without rowid, strict;
create index idempotency_by_age on idempotency (inserted_at);
create table snapshots (name text primary key, position integer not null, value text not null) without rowid, strict;
create table trimmed_feeds (feed integer primary key, position integer not null) strict;
`

export function databasePath(folder: string): string {
  return join(folder, 'events.sqlite')
}

/**
 * Opens the log's database for its one writer, making it where there is none. Another process that holds it, another format, a
 * folder that cannot be written and a file that is not ours are errors that say so; nothing is ever reset.
 */
export function openDatabase(folder: string): { db: Database; unlock: () => void } {
  const lock = lockLog(folder)
  if (lock === undefined) {
    throw new LogOpenError(`${folder} is in use by another Landale server; stop that one first, or set LANDALE_DATA_DIR`)
  }
  const path = databasePath(folder)
  let db: Database | undefined
  try {
    db = new Database(path, { create: true, readwrite: true, strict: true })
    // A checkpoint that starts the write-ahead log anew holds the writer back for some milliseconds, on a slow disk for longer.
    db.run('pragma busy_timeout = 5000')
    prepare(db)
    return { db, unlock: () => lock[Symbol.dispose]() }
  } catch (error) {
    db?.close()
    lock[Symbol.dispose]()
    throw error instanceof LogOpenError ? error : new LogOpenError(`cannot open ${path}: ${text(error)}${advice(error)}`)
  }
}

function prepare(db: Database): void {
  // Reading the version touches the file's header, so a file that is no database fails here and not in the first append.
  const found = db.query<{ user_version: number }, []>('pragma user_version').get()?.user_version ?? 0
  if (found > logFormat)
    throw new LogOpenError(`${db.filename} has format ${found}; this version of Landale reads up to ${logFormat}`)
  // An event is often larger than a quarter of SQLite's usual 4 KB; a file that is there keeps the size it has.
  db.run('pragma page_size = 8192')
  db.run('pragma journal_mode = wal')
  db.run('pragma synchronous = full')
  // The checkpointer has a thread of its own: one inside a commit would stall it by 15 ms and more.
  db.run('pragma wal_autocheckpoint = 0')
  db.run('pragma cache_size = -8000')
  if (found === logFormat) return
  db.transaction(() => {
    db.run(schema)
    db.run(`insert into state values ('epoch', ?), ('archived_position', '0')`, [crypto.randomUUID().slice(0, 13)])
    db.run(`pragma user_version = ${logFormat}`)
  }).immediate()
}
