import { PushError } from '@landale/client'

export type Push = (event: string, payload: object) => Promise<unknown>

/** `unknown`: it was sent, and no answer ever came; whether it was done the state will show. */
export type PressOutcome = { kind: 'done' } | { kind: 'refused'; reason: string; message: string } | { kind: 'unknown' }

/** How often one press is sent at the most. */
const maxSends = 4
/** After these nobody knows whether the server had it. */
const unanswered: ReadonlySet<string> = new Set(['connection_lost', 'timeout'])

/**
 * One press of a button, carried out once: all of its sendings share a key, so that one whose answer was lost with the connection
 * is sent again at the next without being done again.
 */
export async function press(push: Push, command: string, payload: object, key: string): Promise<PressOutcome> {
  let wasSent = false
  for (let sends = 0; sends < maxSends; sends += 1) {
    try {
      await push(command, { ...payload, idempotency_key: key })
      return { kind: 'done' }
    } catch (error) {
      if (!(error instanceof PushError)) return { kind: 'refused', reason: 'unknown', message: String(error) }
      // A timeout that is worth another try has never left this page.
      const isUnanswered = unanswered.has(error.reason) && !error.retryable
      if (!isUnanswered && !wasSent) return { kind: 'refused', reason: error.reason, message: error.message }
      if (!isUnanswered) return error.reason === 'timeout' ? { kind: 'unknown' } : refusal(error)
      wasSent = true
    }
  }
  return { kind: 'unknown' }
}

function refusal({ reason, message }: PushError): PressOutcome {
  return { kind: 'refused', reason, message }
}

/** Of one press. `crypto.randomUUID` is for secure contexts only, and the page may come from another machine. */
export function pressKey(): string {
  return `press_${[...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
