import postgres from 'postgres'

/** The database cannot be used before somebody has acted: another log's, too old, made by a newer version. Retrying does not help. */
export class ArchiveRefusedError extends Error {
  override readonly name = 'ArchiveRefusedError'
  readonly retryable = false
}

/** The database is away, or too slow to answer in time. Nothing was changed; the same may succeed later. */
export class ArchiveUnavailableError extends Error {
  override readonly name = 'ArchiveUnavailableError'
  readonly retryable = true
}

/** A query took longer than it may. The same again takes as long; a narrower one may not. */
export class QueryTimeoutError extends Error {
  override readonly name = 'QueryTimeoutError'
  readonly retryable = false
}

/** PostgreSQL's SQLSTATE of an error; empty where it is none of its own. */
export function sqlState(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  return cause instanceof postgres.PostgresError ? cause.code : ''
}

// Classes 22 (data exception), 23 (integrity) and 54 (program limit): what a row says, not how the server is.
const ofTheRow = /^(?:22|23|54)/

/** Text that the client would send as another: halves of pairs become U+FFFD on the way, and nobody would know. */
export class UnfitTextError extends Error {
  override readonly name = 'UnfitTextError'
  readonly retryable = false
}

/** Whether it is a row's own content that the database refused, whenever and wherever it is tried. */
export function isPoison(error: unknown): boolean {
  // A RangeError is the stack's end, in an event that is nested as deep as it goes.
  return error instanceof UnfitTextError || error instanceof RangeError || ofTheRow.test(sqlState(error))
}

/** What a failed read means to who asked. Anything that is not the database's absence is a fault of ours and stays as it is. */
export function readFailure(error: unknown): Error {
  const state = sqlState(error)
  if (state === '57014') return new QueryTimeoutError('the archive took too long; narrow the query')
  const isAbsence = state === '' ? hasCode(error) : /^(?:08|53|57|58|XX)/.test(state)
  if (isAbsence) return new ArchiveUnavailableError(`the archive is away: ${messageOf(error)}`)
  return error instanceof Error ? error : new Error(String(error))
}

/** A socket's or the client's own error (ECONNREFUSED, CONNECTION_CLOSED, CONNECT_TIMEOUT) has a code; a bug has none. */
function hasCode(error: unknown): boolean {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string'
}

/** An error in one line, without what it was caused by where that says nothing more. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.message === '' && 'code' in error) return String(error.code)
  return error.cause instanceof Error ? error.cause.message : error.message
}
