import type { Event, Role, SourceStatus } from '@landale/protocol'
import type { Clock, Logger } from '@landale/service'
import type { Append } from '@/append.ts'
import type { OverlayPage } from '@/channel/overlay-pages.ts'
import type { Config } from '@/config.ts'
import type { ServerMetrics } from '@/metrics.ts'
import { Broadcast, type BroadcastOptions } from './broadcast.ts'
import { Intake } from './intake.ts'
import { createIronmon } from './ironmon/source.ts'
import type { CurrentRun } from './ironmon/translate.ts'
import { createObs } from './obs/source.ts'
import type { Playing } from './player/playing.ts'
import { createPlayer } from './player/source.ts'
import { createRainwave } from './rainwave/source.ts'
import type { CommandHandlers, CreateSource, Source } from './source.ts'
import { StatusReport } from './status-report.ts'
import { createTwitch } from './twitch/source.ts'
import { initialViews, type SourceViews } from './views.ts'
import { createWebhook } from './webhook/source.ts'

/** Every source there is. Another platform is a folder here and a line below. */
const create = {
  ironmon: createIronmon,
  twitch: createTwitch,
  obs: createObs,
  rainwave: createRainwave,
  player: createPlayer,
  webhook: createWebhook,
} satisfies Record<string, CreateSource>

export type SourcesOptions = {
  append: Append
  config: Config
  clock: Clock
  logger: Logger
  metrics: ServerMetrics
  sessionKind: BroadcastOptions['sessionKind']
  currentRun: () => CurrentRun | null
  captionsOn: () => boolean
  overlayPages: () => readonly OverlayPage[]
  playing: (source: 'player' | 'rainwave') => Playing
  roleOf: (key: string) => Role | undefined
  onChange: () => void
  /** The server stops. */
  signal: AbortSignal
}

type Running = { source: Source; status: StatusReport; intake: Intake }

/** All sources, started and stopped together. */
export class Sources implements AsyncDisposable {
  readonly #running: readonly Running[]

  constructor(options: SourcesOptions) {
    const { append, config, clock, logger, metrics, sessionKind, currentRun, playing, roleOf, onChange, signal } = options
    const { captionsOn, overlayPages } = options
    const queued = { append, clock, ...config.intake, metrics, signal }
    const turns = new Intake({ ...queued, source: 'broadcast', logger, onEvent: () => {} })
    const broadcast = new Broadcast({ append: (events) => turns.append(events), sessionKind, clock })
    this.#running = Object.entries(create).map(([name, createSource]) => {
      const status = new StatusReport({ name, now: clock.now, onChange })
      const own = logger.child({ part: name })
      const onEvent = () => status.heard()
      const intake = new Intake({ ...queued, source: name, logger: own, onEvent })
      const changed = onChange
      const source = createSource({
        log: intake,
        config,
        clock,
        status,
        logger: own,
        metrics,
        changed,
        broadcast,
        currentRun,
        captionsOn,
        overlayPages,
        playing,
        roleOf,
      })
      return { source, status, intake }
    })
    for (const { status, intake } of this.#running) watch(status, intake, metrics)
  }

  get statuses(): SourceStatus[] {
    return this.#running.map(({ status }) => status.value)
  }

  /** What the sources show beside their states. */
  get views(): SourceViews {
    return Object.assign({}, initialViews, ...this.#running.map(({ source }) => source.view?.() ?? {}))
  }

  /** Where a source listens. */
  portOf(name: keyof typeof create): number {
    return this.#running.find(({ source }) => source.name === name)?.source.port ?? 0
  }

  get commands(): CommandHandlers {
    return Object.assign({}, ...this.#running.map(({ source }) => source.commands ?? {}))
  }

  get routes(): NonNullable<Source['routes']>[] {
    return this.#running.flatMap(({ source }) => source.routes ?? [])
  }

  start(): void {
    for (const { source } of this.#running) source.start()
  }

  take(events: readonly Event[]): void {
    for (const { source } of this.#running) source.take?.(events)
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.#running.map(async ({ source, intake }) => {
        await source.stop()
        await intake.settled()
      }),
    )
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }
}

function watch(status: StatusReport, intake: Intake, { sourceGauges }: ServerMetrics): void {
  sourceGauges.push({
    source: status.name,
    state: () => status.value.state,
    lastEventAt: () => status.value.last_event_at,
    waiting: () => intake.waiting,
  })
}
