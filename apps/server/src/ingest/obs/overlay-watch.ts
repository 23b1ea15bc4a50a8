import { type Clock, errorFields, every, type Logger } from '@landale/service'
import type { OverlayPage } from '@/channel/overlay-pages.ts'
import type { SourceLog } from '../source.ts'
import { refreshOf } from './commands.ts'
import { type Link, LinkError } from './link.ts'
import { decide, type OverlaySource, type OverlayWatch, silentMs } from './overlay-decision.ts'
import { askActive, askOverlaySources } from './overlay-sources.ts'

const checkEveryMs = 4_000
/** An OBS before 30 does not tell that a source's settings changed: they are asked again after so many checks. */
const checksBetweenLists = 15

/** Events of OBS after which the browser sources may be others. */
const telling = ['InputCreated', 'InputRemoved', 'InputNameChanged', 'InputSettingsChanged', 'CurrentSceneCollectionChanged']

export type OverlayWatchOptions = {
  log: SourceLog
  clock: Clock
  logger: Logger
  link: () => Link | undefined
  pages: () => readonly OverlayPage[]
}

/** Refreshes the browser source of an overlay that is on air and has no page: a renderer crashed, or hangs, and OBS shows nothing. */
export class OverlayWatcher {
  readonly #options: OverlayWatchOptions
  #watch: OverlayWatch = new Map()
  #sources: Awaited<ReturnType<typeof askOverlaySources>> = []
  #checksLeft = 0
  #stop = () => {}

  constructor(options: OverlayWatchOptions) {
    this.#options = options
  }

  start(): void {
    this.#stop = every(this.#options.clock, checkEveryMs, () => this.#check())
  }

  stop(): void {
    this.#stop()
  }

  /** Another connection, or an event of it: what is known of the sources may be wrong now. */
  hear(type: string): void {
    if (telling.includes(type)) this.connected()
  }

  connected(): void {
    this.#checksLeft = 0
  }

  async #check(): Promise<void> {
    const { link: there, clock, pages, logger } = this.#options
    const link = there()
    if (link === undefined) return
    try {
      if (this.#checksLeft <= 0) {
        this.#checksLeft = checksBetweenLists
        this.#sources = await askOverlaySources(link)
      }
      this.#checksLeft -= 1
      const sources = await askActive(link, this.#sources)
      const { watch, refresh } = decide(this.#watch, sources, pages(), clock.now())
      this.#watch = watch
      for (const source of refresh) await this.#refresh(link, source)
    } catch (error) {
      // A connection that ends in between is told of elsewhere.
      if (!(error instanceof LinkError)) logger.warn(errorFields(error), 'the overlays in OBS could not be looked at')
      this.#checksLeft = 0
    }
  }

  async #refresh(link: Link, { name, overlay }: OverlaySource): Promise<void> {
    const { log, clock, logger } = this.#options
    try {
      await link.call('PressInputPropertiesButton', refreshOf(name))
    } catch (error) {
      if (error instanceof LinkError) throw error
      // It went away since it was listed: those after it are refreshed all the same.
      logger.warn({ ...errorFields(error), source: name }, 'an overlay could not be refreshed')
      this.#checksLeft = 0
      return
    }
    log.offer({
      type: 'overlay.refreshed',
      source: 'obs',
      actor: 'system',
      payload: { overlay, source: name, reason: `silent for ${silentMs / 1_000} s while its source was active` },
      metadata: { occurred_at: new Date(clock.now()).toISOString() },
    })
  }
}
