import { Database } from 'bun:sqlite'
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { NewEvent } from '@landale/protocol'
import { stored } from './events.ts'
import { temporaryFolder } from './folder.ts'

/** How long each of `count` writes of 4 KB takes to be on the disk, in ms. */
export function fdatasyncMs(count: number): number[] {
  using folder = temporaryFolder()
  const file = openSync(join(folder.path, 'file'), 'w')
  const block = new Uint8Array(4_096)
  const samples = Array.from({ length: count }, () => {
    const startedAt = performance.now()
    writeSync(file, block)
    fdatasyncSync(file)
    return performance.now() - startedAt
  })
  closeSync(file)
  return samples
}

/** Rows a second that bare SQLite takes in commits of `perCommit`, as safe as the log's own: WAL, `synchronous=FULL`. */
export function sqliteInsertsPerSecond(perCommit: number, commits: number, make: (index: number) => NewEvent): number {
  using folder = temporaryFolder()
  const db = new Database(join(folder.path, 'rows.sqlite'), { create: true })
  db.run('pragma journal_mode = wal')
  db.run('pragma synchronous = full')
  db.run('pragma wal_autocheckpoint = 0')
  db.run('create table events (position integer primary key, session integer, seq integer, feeds integer, at integer, body text)')
  db.run('create unique index events_by_session on events (session, seq)')
  const insert = db.query('insert into events values (?, 1, ?, 7, 0, ?)')
  const bodies = Array.from({ length: perCommit }, (_, index) => JSON.stringify(stored(make(index), index + 1)))
  let position = 0
  const commit = db.transaction(() => {
    for (const body of bodies) insert.run(++position, position, body)
  })
  const startedAt = performance.now()
  for (let index = 0; index < commits; index += 1) commit.immediate()
  const seconds = (performance.now() - startedAt) / 1_000
  db.close()
  return (perCommit * commits) / seconds
}
