/**
 * The embedded PostgreSQL does not run. `message` says why and what helps. `retryable`: the same call may succeed later without
 * a person's doing (a full disk, a long recovery); otherwise somebody has to act first.
 */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError'
  readonly retryable: boolean

  constructor(message: string, { retryable, cause }: { retryable: boolean; cause?: unknown }) {
    super(message, { cause })
    this.retryable = retryable
  }
}

/** What a person can do who wants none of this: ends every message that asks for their help. */
export const otherwise = 'or set DATABASE_URL to a PostgreSQL of yours, or DATABASE_URL=none to do without an archive'

/** The code of a failed system call, such as ENOENT. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
