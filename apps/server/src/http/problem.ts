import { type ErrorCode, errorStatus } from '@landale/protocol'

/** What a caller did wrong, or what keeps the server from doing it: a code, a message that names the field, and more fields. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ErrorCode
  readonly fields: Readonly<Record<string, unknown>>

  constructor(code: ErrorCode, message: string, fields: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.code = code
    this.fields = fields
  }

  get retryable(): boolean {
    return errorStatus[this.code] === 429 || errorStatus[this.code] === 503
  }

  response(): Response {
    const headers: Record<string, string> = this.retryable ? { 'retry-after': '1' } : {}
    return Response.json({ error: this.code, message: this.message, ...this.fields }, { status: errorStatus[this.code], headers })
  }
}
