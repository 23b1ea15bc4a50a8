import type { NewEvent } from '@landale/protocol'
import type { SourceContext } from './source.ts'

/** Within the server's own limit for a request that says nothing, so that whoever asked is answered. */
const patienceMs = 5_000

/**
 * Appends for somebody who waits for an answer: `waiting` where the log takes nothing for so long. The events are in the queue
 * then, and follow. Rejects with a Problem where they are refused.
 */
export async function appendInTime(
  { log, clock }: Pick<SourceContext, 'log' | 'clock'>,
  events: readonly NewEvent[],
): Promise<'durable' | 'waiting'> {
  const { promise: late, resolve } = Promise.withResolvers<'waiting'>()
  const cancel = clock.after(patienceMs, () => resolve('waiting'))
  try {
    return await Promise.race([log.append(events).then(() => 'durable' as const), late])
  } finally {
    cancel()
  }
}
