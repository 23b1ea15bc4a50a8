import type { NewEvent } from '@landale/protocol'
import type { Append } from '@/append.ts'
import { Problem } from '@/http/problem.ts'

const firstDelayMs = 50
const longestDelayMs = 2_000

/**
 * An append for sources that cannot ask again: while the log takes nothing (a full disk, a backlog) it tries on, until `signal`
 * aborts. The source waits meanwhile, and so does whoever sends to it.
 */
export function createPersistentAppend(append: Append, signal: AbortSignal): (events: readonly NewEvent[]) => Promise<void> {
  return async (events) => {
    for (let delayMs = firstDelayMs; ; delayMs = Math.min(delayMs * 2, longestDelayMs)) {
      try {
        await append('current', events)
        return
      } catch (error) {
        if (!(error instanceof Problem && error.retryable) || signal.aborted) throw error
        await Bun.sleep(delayMs)
      }
    }
  }
}
