import { ReplyError } from '@landale/protocol'

const passing = new Set(['rate_limited', 'backlog_full', 'log_unavailable', 'shutting_down'])

/**
 * Why a push has no answer. `retryable` says whether sending it again is safe and worthwhile; `connection_lost` and a
 * `timeout` after it left are not, since the server may have acted on it.
 */
export class PushError extends Error {
  override readonly name = 'PushError'
  readonly reason: string
  readonly retryable: boolean

  constructor(options: { reason: string; retryable: boolean; message?: string | undefined }) {
    super(options.message ?? options.reason)
    this.reason = options.reason
    this.retryable = options.retryable
  }

  /** From the response of a reply with status `error`. */
  static fromReply(response: unknown): PushError {
    const parsed = ReplyError.safeParse(response)
    if (!parsed.success) return new PushError({ reason: 'unknown', retryable: false, message: 'error reply without a reason' })
    const { reason, message } = parsed.data
    return new PushError({ reason, message, retryable: passing.has(reason) })
  }
}
