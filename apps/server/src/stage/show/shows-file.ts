import type { NewEvent, ShowsConfig } from '@landale/protocol'
import { type Clock, errorFields, every, type Logger, type Part } from '@landale/service'
import { defaultShows } from './default-shows.ts'
import { readShows } from './read-shows.ts'

/** How often it is looked at; a file system's own notices miss what editors and network drives do. */
const lookEveryMs = 1_000
/** Larger than two hundred rules can be. */
const maxBytes = 1_000_000

export type ShowsFileOptions = {
  path: string
  clock: Clock
  logger: Logger
  /** The configuration that the log says is on. */
  current: () => ShowsConfig
  append: (event: NewEvent) => Promise<unknown>
}

/**
 * Keeps the stage at what `config/shows.jsonc` says: what is saved there and fits becomes an event, by which everything is derived
 * from then on. A file with a mistake leaves the last good one on, and says where it is wrong.
 */
export class ShowsFile {
  readonly #options: ShowsFileOptions
  #seen: string | undefined
  #fault: string | undefined
  #cancel = () => {}

  constructor(options: ShowsFileOptions) {
    this.#options = options
  }

  /** Reads it once, then whenever it is another. */
  async start(): Promise<void> {
    await this.look()
    this.#cancel = every(this.#options.clock, lookEveryMs, () => this.look())
  }

  stop(): void {
    this.#cancel()
  }

  /** What is wrong with it. */
  get part(): Part {
    return this.#fault === undefined
      ? { name: 'shows', state: 'ok' }
      : { name: 'shows', state: 'degraded', reason: `${this.#options.path}: ${this.#fault}; what was on before stays on` }
  }

  /** Takes what the file says now, where it is another than it was. */
  async look(): Promise<void> {
    const { path, logger } = this.#options
    try {
      const file = Bun.file(path)
      const stamp = (await file.exists()) ? `${file.lastModified} ${file.size}` : 'none'
      if (stamp === this.#seen) return
      await this.#take(stamp === 'none' ? defaultShows : await read(file))
      this.#seen = stamp
    } catch (error) {
      const fault = error instanceof Error ? error.message : String(error)
      if (fault !== this.#fault) logger.warn(errorFields(error), 'the shows were not read')
      this.#fault = fault
    }
  }

  async #take(config: ShowsConfig | string): Promise<void> {
    const { current, append, logger } = this.#options
    this.#fault = typeof config === 'string' ? config : undefined
    if (typeof config === 'string') return logger.warn({ fault: config }, 'the shows have a mistake; those before stay on')
    if (Bun.deepEquals(config, current(), true)) return
    await append({ type: 'stage.configured', payload: { config }, actor: 'system', source: 'system' })
    logger.info({ shows: config.shows.length, rules: config.cues.length }, 'the shows were read')
  }
}

async function read(file: Bun.BunFile): Promise<ShowsConfig | string> {
  if (file.size > maxBytes) return `it has more than ${maxBytes} bytes`
  const result = readShows(await file.text())
  return 'config' in result ? result.config : result.fault
}
