import { AppendReply, ErrorBody, type NewEvent } from '@landale/protocol'
import type { TimedEvent } from './generate.ts'

export type SendReport = {
  sent: number
  /** Known to the log from an earlier time. */
  deduped: number
  /** Same key, other content: see the log's `idempotency_conflict`. */
  conflicts: number
  retries: number
}

/** The server said no in a way that the next try would not change. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly isRetryable = false
}

export type SenderOptions = {
  url: string
  key: string
  /** Resolves after so many milliseconds. */
  wait: (delayMs: number) => Promise<void>
  /** A clock that only goes forward, in ms. */
  now: () => number
  fetch?: (url: string, init: RequestInit) => Promise<Response>
  /** At most so many appends under way: one keeps the order, more keep the pace. */
  inFlight?: number
}

const retryMs = { base: 200, cap: 5_000, giveUp: 120_000 }

/**
 * Sends events to the current session through the public API, each when it is due. What the server is too busy for, or not there
 * for, is sent again under the same key, so it is in the log once. Throws `RefusedError` where trying again is of no use.
 */
export async function send(
  events: AsyncIterable<TimedEvent> | Iterable<TimedEvent>,
  { url, key, wait, now, fetch = globalThis.fetch, inFlight = 1 }: SenderOptions,
): Promise<SendReport> {
  const report: SendReport = { sent: 0, deduped: 0, conflicts: 0, retries: 0 }
  const underway = new Set<Promise<void>>()
  const start = now()
  for await (const { atMs, event } of events) {
    const delay = start + atMs - now()
    if (delay > 0) await wait(delay)
    if (underway.size >= inFlight) await Promise.race(underway)
    const append = appendUntilAnswered(event).finally(() => underway.delete(append))
    underway.add(append)
    // Its failure is met at the race or at the end; unhandled it would end the process first.
    append.catch(() => undefined)
  }
  await Promise.all(underway)
  return report

  async function appendUntilAnswered(event: NewEvent): Promise<void> {
    const init = {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(event),
    }
    const first = now()
    for (let attempt = 0; ; attempt += 1) {
      const response = await fetch(`${url}/v1/sessions/current/append`, init).catch(() => undefined)
      if (response !== undefined && response.status !== 429 && response.status !== 503) {
        await settle(response)
        return
      }
      if (now() - first > retryMs.giveUp) throw new RefusedError(`no answer from ${url} for ${retryMs.giveUp / 1_000} s`)
      report.retries += 1
      await wait(Math.max(Math.min(retryMs.cap, retryMs.base * 2 ** attempt), retryAfterMs(response)))
    }
  }

  async function settle(response: Response): Promise<void> {
    const body: unknown = await response.json().catch(() => undefined)
    if (response.ok) {
      report.sent += 1
      if (AppendReply.safeParse(body).data?.deduped) report.deduped += 1
      return
    }
    const error = ErrorBody.safeParse(body).data
    if (error?.error === 'idempotency_conflict') {
      report.conflicts += 1
      return
    }
    throw new RefusedError(`the server refused an event: ${error ? `${error.error}: ${error.message}` : response.status}`)
  }
}

function retryAfterMs(response: Response | undefined): number {
  const seconds = Number(response?.headers.get('retry-after') ?? 0)
  return Number.isFinite(seconds) ? Math.min(seconds * 1_000, retryMs.giveUp) : 0
}
