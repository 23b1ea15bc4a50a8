import { errorFields, type Logger } from './logger.ts'

/**
 * Ends the process once, at the first SIGTERM or SIGINT: runs `stop`, then exits 0; exits 1 where it fails or takes longer than
 * `limitMs`. A second signal does not wait.
 */
export function exitOnSignal({
  logger,
  limitMs,
  stop,
}: {
  logger: Logger
  limitMs: number
  stop: (signal: string) => Promise<void>
}): void {
  let stopping = false
  const end = (signal: string) => {
    if (stopping) process.exit(1)
    stopping = true
    logger.info({ signal }, 'stopping')
    setTimeout(() => {
      logger.error({ limitMs }, 'stopping took too long')
      process.exit(1)
    }, limitMs).unref()
    stop(signal).then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error(errorFields(error), 'stopping failed')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', () => end('SIGTERM'))
  process.on('SIGINT', () => end('SIGINT'))
}
