import pino, { type Logger as PinoLogger } from 'pino'
import pretty from 'pino-pretty'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

export type LogFields = Readonly<Record<string, unknown>>

/**
 * Fields first, then a constant message: what viewers wrote never becomes part of a message. Every line carries `seq`, its number
 * in this process, and `id`, unique over all processes.
 */
export type Logger = {
  debug(fields: LogFields, message: string): void
  info(fields: LogFields, message: string): void
  warn(fields: LogFields, message: string): void
  error(fields: LogFields, message: string): void
  child(fields: LogFields): Logger
}

/** JSON lines on stdout, or a form for people where stdout is a terminal. */
export function createLogger({ service, level, terminal }: { service: string; level: LogLevel; terminal: boolean }): Logger {
  const run = crypto.randomUUID().slice(0, 8)
  let seq = 0
  const options = {
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: ['key', 'token', 'authorization', '*.key', '*.token', '*.authorization'], censor: '[hidden]' },
    mixin: () => {
      seq += 1
      return { seq, id: `${run}-${seq}` }
    },
  }
  // No transport: those are worker threads, and a line must be out before a crash is.
  const stream = terminal
    ? pretty({ sync: true, ignore: 'service,seq,id', translateTime: 'HH:MM:ss' })
    : pino.destination({ dest: 1, sync: true })
  return wrap(pino(options, stream))
}

function wrap(logger: PinoLogger): Logger {
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
    child: (fields) => wrap(logger.child(fields)),
  }
}

/** What a log line says of something caught: its name and message, and the stack for the streamer's eyes only. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: String(error) }
  return { error: error.name, reason: error.message, stack: error.stack }
}
