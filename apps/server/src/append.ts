import { type AppendOutcome, BacklogFullError, type EventLog, LogClosedError, LogUnavailableError } from '@landale/event-log'
import type { NewEvent } from '@landale/protocol'
import { Problem } from './http/problem.ts'
import type { ServerMetrics } from './metrics.ts'

export type Appended = Extract<AppendOutcome, { kind: 'appended' }>

/** Appends to the log for everybody who does: sources, the API, commands. Rejects with a Problem; then nothing was kept. */
export type Append = (session: string, events: readonly NewEvent[], expectedSeq?: number) => Promise<Appended>

export function createAppend({ log, metrics }: { log: EventLog; metrics: ServerMetrics }): Append {
  return async (session, events, expectedSeq) => {
    const startedAt = performance.now()
    try {
      const outcome = refuse(await log.append({ session, events, expectedSeq }))
      metrics.appendSeconds.observe((performance.now() - startedAt) / 1_000)
      const deduped = outcome.events.filter((event) => event.deduped).length
      if (deduped > 0) metrics.appends.inc({ deduped: 'true' }, deduped)
      if (deduped < events.length) metrics.appends.inc({ deduped: 'false' }, events.length - deduped)
      return outcome
    } catch (error) {
      const problem = toProblem(error)
      if (problem === undefined) throw error
      metrics.appendsRefused.inc({ code: problem.code })
      throw problem
    }
  }
}

function refuse(outcome: AppendOutcome): Appended {
  switch (outcome.kind) {
    case 'appended':
      return outcome
    case 'session_not_found':
      throw new Problem('session_not_found', 'there is no such session')
    case 'idempotency_conflict':
      throw new Problem('idempotency_conflict', `idempotency_key: was used with other content at seq ${outcome.seq}`, {
        seq: outcome.seq,
        idempotency_key: outcome.key,
      })
    case 'expected_seq_conflict':
      throw new Problem(
        'expected_seq_conflict',
        `expected_seq: is ${outcome.expectedSeq}, the session is at ${outcome.currentSeq}`,
        {
          expected_seq: outcome.expectedSeq,
          current_seq: outcome.currentSeq,
        },
      )
    case 'event_too_large':
      throw new Problem('event_too_large', `events.${outcome.index}: is larger than ${outcome.maxBytes} bytes`)
    default:
      return outcome satisfies never
  }
}

function toProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error
  if (error instanceof LogUnavailableError) return new Problem('log_unavailable', 'the log cannot take events now; see /ready')
  if (error instanceof BacklogFullError) return new Problem('backlog_full', 'too many appends wait; try again shortly')
  if (error instanceof LogClosedError) return new Problem('shutting_down', 'the server is stopping; try again shortly')
  return undefined
}
