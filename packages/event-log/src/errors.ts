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
