import type { Logger } from '@landale/service'
import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhen,
  retry,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel'
import type { Config } from '@/config.ts'
import type { ServerMetrics } from '@/metrics.ts'

const firstRetryMs = 500
const longestRetryMs = 30_000
const maxRetries = 3
/** A service that asks for more patience than this is not waited for. */
const longestRetryAfterMs = 60_000
const breakAfterFailures = 5
const halfOpenAfterMs = 10_000
/** What is read of an answer that refuses, at the most. */
const maxReasonLetters = 300

/** Another service did not do what it was asked. `message` is for people and holds nothing secret; `status` is 0 where it did not answer. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError'
  readonly status: number
  readonly retryable: boolean
  readonly retryAfterMs: number | undefined
  /** What the service itself says of it. */
  readonly reason: string | undefined

  constructor(message: string, { status, retryable, retryAfterMs, reason }: OutboundFailure) {
    super(message)
    this.status = status
    this.retryable = retryable
    this.retryAfterMs = retryAfterMs
    this.reason = reason
  }
}

type OutboundFailure = { status: number; retryable: boolean; retryAfterMs?: number | undefined; reason?: string | undefined }

export type OutboundRequest = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  url: string
  headers?: Record<string, string>
  body?: string | URLSearchParams
  /** Doing it twice is as good as once: it may be tried again where it is not known whether it was done. */
  isRepeatable?: boolean
}

export type OutboundResponse = { status: number; headers: Headers; body: unknown }

export type OutboundOptions = {
  service: string
  config: Config['outbound']
  metrics: Pick<ServerMetrics, 'outboundCalls' | 'outboundRetries'>
  logger: Logger
  /** When the answer says that it is to be asked again, in ms from now; undefined where it does not say. */
  retryAfter?: (headers: Headers) => number | undefined
}

/**
 * The one way to another service: a time limit, another try with full jitter for what may pass (`retry-after` is honoured), a
 * breaker that opens after five failures in a row and tries again by itself, and a bound on calls under way and waiting.
 */
export class Outbound {
  readonly #options: OutboundOptions
  readonly #breaker
  readonly #once
  readonly #again

  constructor(options: OutboundOptions) {
    this.#options = options
    const { config, metrics, service } = options
    const isFailure = (error: unknown) => error instanceof OutboundError && (error.status === 0 || error.status >= 500)
    this.#breaker = circuitBreaker(handleWhen(isFailure), {
      halfOpenAfter: halfOpenAfterMs,
      breaker: new ConsecutiveBreaker(breakAfterFailures),
    })
    const retries = (isWorthIt: (error: OutboundError) => boolean) => {
      const policy = retry(
        handleWhen((error) => error instanceof OutboundError && error.retryable && isWorthIt(error)),
        {
          maxAttempts: maxRetries,
          backoff: new DelegateBackoff(({ attempt, result }) => {
            const asked = 'error' in result && result.error instanceof OutboundError ? result.error.retryAfterMs : undefined
            return asked ?? Math.random() * Math.min(longestRetryMs, firstRetryMs * 2 ** attempt)
          }),
        },
      )
      policy.onRetry(() => metrics.outboundRetries.inc({ service }))
      return policy
    }
    const room = bulkhead(config.maxConcurrent, config.maxQueued)
    const limit = timeout(config.timeoutMs, TimeoutStrategy.Aggressive)
    const isPatient = ({ retryAfterMs }: OutboundError) => (retryAfterMs ?? 0) <= longestRetryAfterMs
    // What is not repeatable is sent again only where it was turned away unread: too many requests.
    this.#once = wrap(
      room,
      retries((error) => error.status === 429 && isPatient(error)),
      this.#breaker,
      limit,
    )
    this.#again = wrap(room, retries(isPatient), this.#breaker, limit)
  }

  /** Whether calls are let through; not while the service fails one after the other. */
  get isOpen(): boolean {
    return this.#breaker.state !== CircuitState.Open
  }

  /** Asks; rejects with OutboundError where the answer is not 2xx, or there is none. */
  async request(request: OutboundRequest, signal?: AbortSignal): Promise<OutboundResponse> {
    const { service, metrics } = this.#options
    const policy = (request.isRepeatable ?? request.method === 'GET') ? this.#again : this.#once
    try {
      const response = await policy.execute((context) => this.#send(request, context.signal), signal)
      metrics.outboundCalls.inc({ service, outcome: 'ok' })
      return response
    } catch (error) {
      const failure = this.#failure(error)
      metrics.outboundCalls.inc({ service, outcome: failure.status === 0 ? 'failed' : String(failure.status) })
      throw failure
    }
  }

  async #send({ method, url, headers, body }: OutboundRequest, signal: AbortSignal): Promise<OutboundResponse> {
    const { service, retryAfter = retryAfterOf } = this.#options
    let response: Response
    let text: string
    try {
      response = await fetch(url, {
        method,
        signal,
        redirect: 'error',
        ...(headers ? { headers } : undefined),
        ...(body === undefined ? undefined : { body }),
      })
      text = await response.text()
    } catch (error) {
      if (signal.aborted) throw error
      // Bun's own words of a refused connection hold the address and nothing else.
      throw new OutboundError(`${service} does not answer: ${codeOf(error)}`, { status: 0, retryable: true })
    }
    if (response.ok) return { status: response.status, headers: response.headers, body: parse(text, response.status, service) }
    const reason = reasonIn(text)
    throw new OutboundError(`${service} answered ${response.status}${reason === undefined ? '' : `: ${reason}`}`, {
      status: response.status,
      retryable: response.status === 429 || response.status >= 500,
      retryAfterMs: retryAfter(response.headers),
      reason,
    })
  }

  #failure(error: unknown): OutboundError {
    const { service, config } = this.#options
    if (error instanceof OutboundError) return error
    if (error instanceof BrokenCircuitError)
      return new OutboundError(`${service} fails one time after the other; it is tried again shortly`, {
        status: 0,
        retryable: true,
      })
    if (error instanceof BulkheadRejectedError)
      return new OutboundError(`too many calls to ${service} wait`, { status: 0, retryable: true })
    if (error instanceof TaskCancelledError)
      return new OutboundError(`${service} did not answer within ${config.timeoutMs} ms`, { status: 0, retryable: true })
    return new OutboundError(`a call to ${service} was cut off`, { status: 0, retryable: true })
  }
}

/** `retry-after` in seconds or as a date (RFC 9110 §10.2.3), in ms from now. */
export function retryAfterOf(headers: Headers): number | undefined {
  const value = headers.get('retry-after')
  if (value === null) return undefined
  const ms = /^\d{1,6}$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now()
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}

function parse(text: string, status: number, service: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new OutboundError(`${service} answered with something that is not JSON`, { status, retryable: false })
  }
}

/** The body's `message`, which Twitch and most others have. */
function reasonIn(text: string): string | undefined {
  try {
    const body: unknown = JSON.parse(text)
    const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : undefined
    return typeof message === 'string' && message !== '' ? message.slice(0, maxReasonLetters) : undefined
  } catch {
    return undefined
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error ? ('code' in error ? String(error.code) : error.name) : 'unknown'
}
