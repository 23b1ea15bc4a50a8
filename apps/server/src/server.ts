import { join } from 'node:path'
import { EventLog } from '@landale/event-log'
import { errorFields, every, type Logger, startHealth, systemClock } from '@landale/service'
import { createGuard } from './access/guard.ts'
import { createKeyring, type Keys, loadKeys } from './access/keys.ts'
import { overlayUrl } from './addresses.ts'
import { createAppend } from './append.ts'
import { Archive } from './archive/archive.ts'
import { createCommands } from './command/commands.ts'
import { Effects } from './command/effects.ts'
import type { Config } from './config.ts'
import { EmoteStore } from './emotes/emote-store.ts'
import { History } from './history/history.ts'
import { HotLog } from './history/hot-log.ts'
import { createApp } from './http/app.ts'
import { mediaRoutes } from './http/media.ts'
import { createPages, readBuild } from './http/pages.ts'
import { serve } from './http/serve.ts'
import { Sources } from './ingest/sources.ts'
import { listen } from './listen.ts'
import { createMetrics } from './metrics.ts'
import { DerivedState } from './projection/derived-state.ts'
import { Sockets } from './sockets.ts'
import { createReceipts } from './stage/receipts.ts'
import { ShowsFile } from './stage/show/shows-file.ts'
import { StageTimer } from './stage/stage-timer.ts'
import { Status } from './status.ts'
import { TopicSet } from './topics.ts'
import { startTrimming } from './trimming.ts'
import { version } from './version.ts'

export type RunningServer = AsyncDisposable & {
  readonly ports: { readonly http: number; readonly tcp: number; readonly health: number }
  readonly keys: Keys
  readonly epoch: string
  /** Stops accepting, finishes the commit, tells the sockets to come back, and lets go of everything. */
  stop(reason: string): Promise<void>
}

/** How often the ticker counts the emotes of chat anew. */
const emotesEveryMs = 5_000

/** Opens the log, derives the state, and listens. Rejects with an error for people where a port is taken or the log cannot be opened. */
export async function startServer(config: Config, logger: Logger): Promise<RunningServer> {
  const clock = Date.now
  const keys = loadKeys(config.dataDir, config.keys)
  const roleOf = createKeyring(keys)
  const metrics = createMetrics()
  const ending = new AbortController()
  let stopping: Promise<void> | undefined
  // What was opened is closed again, last first: at the stop, or here where something after it fails.
  await using opening = new AsyncDisposableStack()

  const archive = new Archive({ config, metrics, logger: logger.child({ part: 'archive' }), clock })
  const folder = join(config.dataDir, 'log')
  const { logReader } = archive
  const log = opening.use(
    new EventLog({ folder, limits: { hotWindowMs: config.hotWindowMs }, ...(logReader ? { archive: logReader } : undefined) }),
  )
  const onRefused = () => metrics.historyRefused.inc()
  const hot = opening.use(new HotLog({ folder, ...config.history, onRefused }))
  const state = await DerivedState.load(log, { config, logger, now: clock })
  opening.defer(() => state.save())
  const append = createAppend({ log, metrics })
  const sources = opening.use(
    new Sources({
      append,
      config,
      clock: systemClock,
      logger,
      metrics,
      sessionKind: () => log.session('current')?.kind,
      currentRun: () => state.run.current,
      captionsOn: () => state.captions.on,
      overlayPages: () => topics.overlayPages,
      playing: (source) => state.music[source],
      roleOf,
      onChange: () => topics.sourcesChanged(),
      signal: ending.signal,
    }),
  )
  const effects = new Effects({ append, log, logger, handlers: () => ({ ...sources.commands, ...topics.commands }) })
  const run = createCommands({
    append,
    effects,
    log,
    rules: () => state.rules,
    stage: () => ({ queue: state.queue, shows: state.shows }),
  })

  const shows = new ShowsFile({
    path: join(config.configDir, 'shows.jsonc'),
    clock: systemClock,
    logger,
    current: () => state.shows,
    append: (event) => append('current', [event]),
  })
  const status = new Status({
    log,
    shows,
    archive,
    state,
    metrics,
    clock,
    clients: () => sockets.clients(),
    socketCount: () => sockets.count,
    sources: () => sources.statuses,
    views: () => sources.views,
  })
  const build = await readBuild(config.pagesDir)
  const topics = new TopicSet({
    log,
    config,
    clock,
    run,
    dashboardState: status.dashboard,
    servicesState: status.services,
    obsState: status.obs,
    queueState: () => state.queue,
    stageState: () => state.stage,
    streamStatus: () => state.status(sources.views.obs),
    receipt: createReceipts({ append, metrics, onPaint: (overlay, ms) => topics.painted(overlay, ms) }),
    overlayBuild: () => build,
    overlayState: state.overlays,
    publish: (topic, frame) => {
      metrics.frames.inc()
      if (http.publish(topic, frame) !== 0) return
      // Bun gives 0 where a subscriber's buffer was full and the frame not taken: who is that slow is closed, and resumes.
      metrics.framesDropped.inc()
      sockets.checkBuffers()
    },
  })
  const onClientsChanged = () => topics.dashboardChanged()
  const sockets = new Sockets({ log, config, roleOf, topics: topics.find, metrics, logger, clock, onClientsChanged })

  const addressOf = (name: string) => overlayUrl(config, http.port ?? config.ports.http, name, keys.overlay)
  const pages = createPages(config.pagesDir, { isCovered: () => state.stage.takeover !== null, configDir: config.configDir })
  const emotes = new EmoteStore({
    folder: join(config.dataDir, 'emotes'),
    url: config.twitch.emotesUrl,
    timeoutMs: config.outbound.timeoutMs,
    logger,
    now: clock,
    isKnown: (id) => state.knowsEmote(id),
  })
  const history = new History({ log, archive, hot })
  const { routes } = sources
  const app = createApp({
    routes,
    services: status.services,
    log,
    history,
    clock,
    append,
    run,
    roleOf,
    config,
    pages,
    media: mediaRoutes({ ...config, emotes }),
    logger,
    version,
    overlayUrl: addressOf,
  })
  const isStopping = () => ending.signal.aborted
  const http = listen('LANDALE_PORT', config.ports.http, () =>
    serve({ config, guard: createGuard(config), sockets, app, logger, isStopping }),
  )
  opening.defer(() => http.stop(true))
  // Hop 2 to hop 3: the one subscription of the log.
  opening.defer(
    log.subscribe((events) => {
      const changed = state.take(events)
      topics.take(events)
      sources.take(events.map(({ event }) => event))
      topics.stateChanged(changed)
      topics.dashboardChanged()
      if (changed.has('queue') || changed.has('takeover')) stageTimer.arm()
    }),
  )
  const stageTimer = new StageTimer({
    clock: systemClock,
    nextChange: () => state.nextChange,
    onChange: () => topics.stateChanged(new Set(['queue', 'takeover'])),
  })
  opening.defer(() => stageTimer.stop())
  stageTimer.arm()

  opening.defer(every(systemClock, emotesEveryMs, () => topics.emotesCounted()))
  opening.defer(() => shows.stop())
  await shows.start()
  sources.start()
  const { parts, glance } = status
  const health = listen('LANDALE_HEALTH_PORT', config.ports.health, () =>
    startHealth({
      hostname: config.host,
      port: config.ports.health,
      parts,
      vital: ['log'],
      status: glance,
      metrics: metrics.registry,
    }),
  )
  opening.defer(() => health.stop(true))
  const trimming = startTrimming(log, state, logger)
  opening.defer(() => trimming.stop())
  opening.use(archive)
  /** A state that a boot without the archive derived from the hot log alone is made whole. */
  const complete = async () => {
    try {
      topics.stateChanged(await state.complete())
      stageTimer.arm()
    } catch (error) {
      logger.warn(errorFields(error), 'a state was not completed from the archive')
    }
  }
  archive.start(log, () => {
    topics.dashboardChanged()
    if (archive.reads.isOpen) void complete()
  })

  const say = (type: string, payload: Record<string, unknown>) =>
    append('current', [{ type, payload, actor: 'system', source: 'system' }]).catch((error: unknown) =>
      // A log that takes nothing says so on /ready; it keeps the server neither from starting nor from stopping.
      logger.error({ type, ...errorFields(error) }, 'the server’s own event was not appended'),
    )
  await say('system.started', { version })

  const open = opening.move()
  const stop = async (reason: string) => {
    ending.abort()
    await sources.stop()
    await say('system.stopped', { reason })
    // One turn, for the last replies and the last fan-out to leave before the sockets do.
    await new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)))
    topics.flush()
    sockets.closeAll()
    await open.disposeAsync()
  }
  const stopOnce = (reason: string) => {
    stopping ??= stop(reason)
    return stopping
  }
  return {
    ports: { http: http.port ?? 0, tcp: sources.portOf('ironmon'), health: health.port ?? 0 },
    keys,
    epoch: log.epoch,
    stop: stopOnce,
    [Symbol.asyncDispose]: () => stopOnce('disposed'),
  }
}
