import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { EmbeddedPostgresError, errorCode, otherwise } from './errors.ts'

/** The kept password; undefined where there is no file. */
export function readPassword(file: string): string | undefined {
  let password: string
  try {
    password = readFileSync(file, 'utf8').trim()
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return undefined
    throw new EmbeddedPostgresError(`${file} cannot be read: ${String(cause)}`, { retryable: false, cause })
  }
  if (!/^[A-Za-z0-9_-]{16,}$/.test(password))
    throw new EmbeddedPostgresError(`${file} does not hold the password of the embedded PostgreSQL: restore it, ${otherwise}.`, {
      retryable: false,
    })
  return password
}

/** The kept password, or a new one, kept before it is given back. A file that others may read is closed to them. */
export function ensurePassword(file: string): string {
  const kept = readPassword(file)
  if (kept !== undefined) {
    chmodSync(file, 0o600)
    return kept
  }
  const password = randomBytes(24).toString('base64url')
  const partial = `${file}.partial`
  rmSync(partial, { force: true })
  writePrivately(partial, password)
  renameSync(partial, file)
  syncFolder(dirname(file))
  return password
}

/** Writes a new file of mode 0600, onto the disk. */
export function writePrivately(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600)
  try {
    writeSync(file, `${text}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Makes a rename in `folder` survive a power failure. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
