import { LogOpenError } from '@landale/event-log'
import { ConfigError, createLogger, exitOnSignal } from '@landale/service'
import { addressesText } from './addresses.ts'
import { loadConfig } from './config.ts'
import { PortError } from './listen.ts'
import { startServer } from './server.ts'

const stopLimitMs = 5_000

/** A setting that goes by the terminal where it is left to itself. */
function isOn<Setting extends string>(setting: Setting | 'auto', on: Setting): boolean {
  return setting === 'auto' ? process.stdout.isTTY : setting === on
}

try {
  const config = loadConfig(process.env)
  const logger = createLogger({ service: 'server', level: config.logLevel, terminal: isOn(config.logFormat, 'pretty') })
  process.on('unhandledRejection', (reason) => logger.error({ reason: String(reason) }, 'a promise was left to itself'))
  const server = await startServer(config, logger)
  exitOnSignal({ logger, limitMs: stopLimitMs, stop: (signal) => server.stop(signal) })
  const { ports, epoch, keys } = server
  process.stdout.write(`${JSON.stringify({ ready: true, ...ports, host: config.host, epoch })}\n`)
  if (isOn(config.showAddresses, 'yes')) process.stdout.write(addressesText(config, ports, keys))
} catch (error) {
  // What the streamer can mend is said plainly; anything else is a fault of ours, and its stack helps.
  const plain = error instanceof ConfigError || error instanceof LogOpenError || error instanceof PortError
  process.stderr.write(`${plain ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
}
