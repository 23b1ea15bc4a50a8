import type { EventLog } from '@landale/event-log'
import { errorFields, type Logger } from '@landale/service'

const everyMs = 60_000

/**
 * Lets the hot log go of what is old, minute by minute, until it is stopped. The states that are derived from it are saved first,
 * so that the next boot needs nothing but the hot log, even after a crash.
 */
export function startTrimming(log: EventLog, state: { save(): void }, logger: Logger): { stop(): void } {
  const timer = setInterval(() => {
    state.save()
    trim(log, logger)
  }, everyMs)
  return { stop: () => clearInterval(timer) }
}

function trim(log: EventLog, logger: Logger): void {
  try {
    const { events, keys } = log.trim()
    if (events + keys === 0) return
    logger.info({ events, keys }, 'trimmed the hot log')
    // Bounded steps, one a turn, so that a large backlog never stands in a commit's way.
    setImmediate(() => trim(log, logger))
  } catch (error) {
    logger.error(errorFields(error), 'trimming failed')
  }
}
