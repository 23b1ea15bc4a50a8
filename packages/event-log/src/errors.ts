/** The log cannot be opened. Retrying does not help before a person has acted; the message says on what. */
export class LogOpenError extends Error {
  override readonly name = 'LogOpenError'
  readonly retryable = false
}

/** The disk refused a commit (full, read-only, failing). Nothing of it was kept; the same append may succeed later. */
export class LogUnavailableError extends Error {
  override readonly name = 'LogUnavailableError'
  readonly retryable = true
}

/** More appends wait than `maxPending` allows. Nothing was kept; try again shortly. */
export class BacklogFullError extends Error {
  override readonly name = 'BacklogFullError'
  readonly retryable = true
}

/** The log is closing and takes nothing more. */
export class LogClosedError extends Error {
  override readonly name = 'LogClosedError'
  readonly retryable = true
}

/** Only the archive has what was asked for, and it is away. The same may succeed later. */
export class ArchiveUnavailableError extends Error {
  override readonly name = 'ArchiveUnavailableError'
  readonly retryable = true
}

/** SQLite's result code of an error, by name; empty where it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** An error in words. */
export function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** What a person can do about what SQLite says; empty where nothing is known. */
export function advice(error: unknown): string {
  const code = codeOf(error)
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return '. The file is damaged. Move it away and restore a backup; it was left as it is'
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) return '. The folder must be writable'
  if (code === 'SQLITE_FULL') return '. The disk is full'
  if (code.startsWith('SQLITE_BUSY')) return '. Another program holds the file'
  return ''
}
