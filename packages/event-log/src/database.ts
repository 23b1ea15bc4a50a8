import { Database } from 'bun:sqlite'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { LogOpenError } from './errors.ts'

const format = 1

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
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw new LogOpenError(`cannot make the folder ${folder}: ${text(error)}`)
  }
  const unlock = lock(folder)
  const path = databasePath(folder)
  let db: Database | undefined
  try {
    db = new Database(path, { create: true, readwrite: true, strict: true })
    // A checkpoint that starts the write-ahead log anew holds the writer back for some milliseconds, on a slow disk for longer.
    db.run('pragma busy_timeout = 5000')
    prepare(db)
    return { db, unlock }
  } catch (error) {
    db?.close()
    unlock()
    throw error instanceof LogOpenError ? error : new LogOpenError(`cannot open ${path}: ${text(error)}${advice(error)}`)
  }
}

function prepare(db: Database): void {
  // Reading the version touches the file's header, so a file that is no database fails here and not in the first append.
  const found = db.query<{ user_version: number }, []>('pragma user_version').get()?.user_version ?? 0
  if (found > format) throw new LogOpenError(`${db.filename} has format ${found}; this version of Landale reads up to ${format}`)
  // An event is often larger than a quarter of SQLite's usual 4 KB; a file that is there keeps the size it has.
  db.run('pragma page_size = 8192')
  db.run('pragma journal_mode = wal')
  db.run('pragma synchronous = full')
  // The checkpointer has a thread of its own: one inside a commit would stall it by 15 ms and more.
  db.run('pragma wal_autocheckpoint = 0')
  db.run('pragma cache_size = -8000')
  if (found === format) return
  db.transaction(() => {
    db.run(schema)
    db.run(`insert into state values ('epoch', ?), ('archived_position', '0')`, [crypto.randomUUID().slice(0, 13)])
    db.run(`pragma user_version = ${format}`)
  }).immediate()
}

/** One writer at a time: the operating system frees this lock with the process, however it ends. */
function lock(folder: string): () => void {
  const path = join(folder, 'lock.sqlite')
  let db: Database | undefined
  try {
    db = new Database(path, { create: true, readwrite: true })
    db.run('pragma busy_timeout = 0')
    db.run('begin exclusive')
  } catch (error) {
    db?.close()
    if (codeOf(error).startsWith('SQLITE_BUSY')) {
      throw new LogOpenError(`${folder} is in use by another Landale server; stop that one first, or set LANDALE_DATA_DIR`)
    }
    throw new LogOpenError(`cannot write in ${folder}: ${text(error)}${advice(error)}`)
  }
  return () => db.close()
}

/** SQLite's result code of an error, by name; empty where it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function advice(error: unknown): string {
  const code = codeOf(error)
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return '. The file is damaged. Move it away and restore a backup; it was left as it is'
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) return '. The folder must be writable'
  if (code === 'SQLITE_FULL') return '. The disk is full'
  if (code.startsWith('SQLITE_BUSY')) return '. Another program holds the file'
  return ''
}
