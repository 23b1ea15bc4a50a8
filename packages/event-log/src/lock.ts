import { Database } from 'bun:sqlite'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { advice, codeOf, LogOpenError, text } from './errors.ts'

/**
 * Takes a log's lock, so that no other process writes to the log; undefined where another has it. The operating system frees it
 * with the process, however that ends. Throws LogOpenError where the folder cannot be made or written.
 */
export function lockLog(folder: string): Disposable | undefined {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw new LogOpenError(`cannot make the folder ${folder}: ${text(error)}`)
  }
  let db: Database | undefined
  try {
    db = new Database(join(folder, 'lock.sqlite'), { create: true, readwrite: true })
    db.run('pragma busy_timeout = 0')
    db.run('begin exclusive')
  } catch (error) {
    db?.close()
    if (codeOf(error).startsWith('SQLITE_BUSY')) return undefined
    throw new LogOpenError(`cannot write in ${folder}: ${text(error)}${advice(error)}`)
  }
  return { [Symbol.dispose]: () => db.close() }
}
