import { Database } from 'bun:sqlite'
import { backup, DatabaseSync } from 'node:sqlite'
import { databasePath, logFormat } from './database.ts'
import { LogOpenError, text } from './errors.ts'

/** What a log's file says of itself. Positions are 0 where there is none. */
export type LogFacts = {
  format: number
  epoch: string
  /** The last position; 0 in an empty log. */
  head: number
  /** The first position that is still there; 1 in an empty log. */
  start: number
  archivedPosition: number
}

/**
 * Writes a copy of the log in `folder` to the file `to`, as it is at one moment, while another process appends to it. `to` must
 * not be there. Rejects with LogOpenError.
 */
export async function copyLog(folder: string, to: string): Promise<void> {
  let source: DatabaseSync | undefined
  try {
    source = new DatabaseSync(databasePath(folder), { readOnly: true })
    source.exec('pragma busy_timeout = 5000')
    // All pages in one step: between two of them another connection's commit would have it begin again, for ever.
    await backup(source, to, { rate: -1 })
  } catch (error) {
    throw new LogOpenError(`cannot copy ${databasePath(folder)}: ${text(error)}`)
  } finally {
    source?.close()
  }
  const copy = new Database(to, { readwrite: true })
  try {
    // One file: a copy that is read through a log of its own would have two more beside it.
    copy.run('pragma journal_mode = delete')
  } finally {
    copy.close()
  }
}

/** Opens a log's file that nobody writes to, looks through all of it, and gives back what it says. Throws LogOpenError. */
export function inspectLog(path: string): LogFacts {
  let db: Database | undefined
  try {
    db = new Database(path, { readonly: true, strict: true })
    const format = db.query<{ user_version: number }, []>('pragma user_version').get()?.user_version ?? 0
    if (format < 1) throw new LogOpenError(`${path} is no log of Landale`)
    if (format > logFormat)
      throw new LogOpenError(`${path} has format ${format}; this version of Landale reads up to ${logFormat}`)
    const damage = integrityOf(db, 'integrity_check')
    if (damage !== undefined) throw new LogOpenError(`${path} is damaged: ${damage}`)
    return { format, ...factsOf(db) }
  } catch (error) {
    throw error instanceof LogOpenError ? error : new LogOpenError(`cannot read ${path}: ${text(error)}`)
  } finally {
    db?.close()
  }
}

/** What SQLite finds wrong, in a line; undefined where nothing is. */
export function integrityOf(db: Database, check: 'integrity_check' | 'quick_check'): string | undefined {
  const found = db.query<Record<string, string>, []>(`pragma ${check}(3)`).all().flatMap(Object.values)
  return found.length === 1 && found[0] === 'ok' ? undefined : found.join('; ').replaceAll(/\s+/g, ' ')
}

/** The epoch and the positions of a log that is open. */
export function factsOf(db: Database): Omit<LogFacts, 'format'> {
  const state = (name: string) =>
    db.query<{ value: string }, [string]>('select value from state where name = ?').get(name)?.value ?? ''
  const ends = db
    .query<{ first: number | null; last: number | null }, []>(
      'select (select min(position) from events) as first, (select max(position) from events) as last',
    )
    .get()
  return {
    epoch: state('epoch'),
    head: ends?.last ?? 0,
    start: ends?.first ?? 1,
    archivedPosition: Number(state('archived_position')),
  }
}

/**
 * Makes of a copy a log of its own: readers whose cursor is of the log it was copied from start anew. `archivedPosition` is up to
 * where the archive beside it holds everything. The file must not be open elsewhere.
 */
export function renewLog(path: string, { epoch, archivedPosition }: { epoch: string; archivedPosition: number }): void {
  const db = new Database(path, { readwrite: true, strict: true })
  try {
    db.run('pragma synchronous = full')
    const set = db.query<null, [string, string]>('update state set value = ? where name = ?')
    db.transaction(() => {
      set.run(epoch, 'epoch')
      set.run(String(archivedPosition), 'archived_position')
    }).immediate()
    set.finalize()
  } finally {
    db.close()
  }
}
