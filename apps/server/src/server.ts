import { join } from 'node:path'
import { EventLog } from '@landale/event-log'
import { type DashboardState, RunState } from '@landale/protocol'
import { errorFields, type Logger, type Part, startHealth } from '@landale/service'
import { createGuard } from './access/guard.ts'
import { createKeyring, type Keys, loadKeys } from './access/keys.ts'
import { overlayUrl } from './addresses.ts'
import { createAppend } from './append.ts'
import { createCommands } from './command.ts'
import type { Config } from './config.ts'
import { createApp } from './http/app.ts'
import { createPages } from './http/pages.ts'
import { Problem } from './http/problem.ts'
import { createRateLimit } from './http/rate-limit.ts'
import { createIronmonListener } from './ingest/ironmon/listener.ts'
import { createPersistentAppend } from './ingest/persistent-append.ts'
import { listen } from './listen.ts'
import { createMetrics } from './metrics.ts'
import { Projection } from './projection/projection.ts'
import { initialRunState, reduceRun } from './run/reducer.ts'
import { Sockets } from './sockets.ts'
import { CueQueue, createCueReducer, emptyCueQueue } from './stage/cue-reducer.ts'
import { TopicSet } from './topics.ts'
import { version } from './version.ts'

export type RunningServer = AsyncDisposable & {
  readonly ports: { readonly http: number; readonly tcp: number; readonly health: number }
  readonly keys: Keys
  readonly epoch: string
  /** Stops accepting, finishes the commit, tells the sockets to come back, and lets go of everything. */
  stop(reason: string): Promise<void>
}

const trimEveryMs = 60_000

/** Opens the log, derives the state, and listens. Rejects with an error for people where a port is taken or the log cannot be opened. */
export async function startServer(config: Config, logger: Logger): Promise<RunningServer> {
  const clock = Date.now
  const startedAt = clock()
  const keys = loadKeys(config.dataDir, config.keys)
  const roleOf = createKeyring(keys)
  const guard = createGuard(config)
  const metrics = createMetrics()
  await using opened = new AsyncDisposableStack()

  const log = opened.use(new EventLog({ folder: join(config.dataDir, 'log'), limits: { hotWindowMs: config.hotWindowMs } }))
  const runs = await Projection.load(log, { name: 'run', schema: RunState, initial: initialRunState, reduce: reduceRun }, logger)
  const queueOptions = { name: 'cues', schema: CueQueue, initial: emptyCueQueue, reduce: createCueReducer(config) }
  const queue = await Projection.load(log, queueOptions, logger)
  opened.defer(() => {
    runs.save()
    queue.save()
  })

  const append = createAppend({ log, metrics })
  const run = createCommands({ append })
  const parts = (): Part[] => [
    log.fault === undefined ? { name: 'log', state: 'ok' } : { name: 'log', state: 'down', reason: log.fault },
    gamePart(),
  ]

  const dashboardState = (): DashboardState => {
    const session = log.session('current')
    if (session === undefined) throw new Error('the log has no current session')
    return {
      version,
      started_at: startedAt,
      epoch: log.epoch,
      head: log.published,
      archived_position: log.archivedPosition,
      session: { id: session.id, kind: session.kind, started_at: Date.parse(session.created_at) },
      parts: parts().map(({ name, state, reason }) => ({ name, state, ...(reason === undefined ? undefined : { reason }) })),
      clients: sockets.clients(),
    }
  }

  const build = await readBuild(config.pagesDir)
  const topics = new TopicSet({
    log,
    config,
    clock,
    run,
    dashboardState,
    overlayBuild: () => build,
    overlayState: {
      alerts: () => ({ cues: queue.value.cues }),
      ironmon: () => ({ cues: queue.value.cues.filter(({ kind }) => kind.startsWith('run.')), run: runs.value }),
    },
    publish: (topic, frame) => {
      metrics.frames.inc()
      // Bun gives 0 where a subscriber's buffer is full; that client sees the gap by `prev` and resumes.
      if (server.publish(topic, frame) === 0) metrics.framesDropped.inc()
    },
  })
  const sockets = new Sockets({
    log,
    config,
    roleOf,
    topics: topics.find,
    metrics,
    logger,
    clock,
    onClientsChanged: () => topics.dashboardChanged(),
  })

  const addressOf = (name: string) => overlayUrl(config, server.port ?? config.ports.http, name, keys.overlay)
  const app = createApp({
    log,
    append,
    run,
    roleOf,
    config,
    pages: createPages(config.pagesDir),
    logger,
    version,
    overlayUrl: addressOf,
  })
  const limit = createRateLimit(config.http.maxRequestsPerSecond)
  let stopping = false

  const server = listen('LANDALE_PORT', config.ports.http, () =>
    Bun.serve({
      hostname: config.host,
      port: config.ports.http,
      maxRequestBodySize: config.http.maxBodyBytes,
      development: false,
      // Bun shares the port with another process in production unless told not to; two servers on one port is a fault to be told of.
      reusePort: false,
      fetch(request, self) {
        if (stopping) return new Problem('shutting_down', 'the server is stopping; try again shortly').response()
        const refusal = guard(request)
        if (refusal) return new Problem(refusal.code, refusal.message).response()
        if (!limit()) return new Problem('rate_limited', 'too many requests; try again shortly').response()
        const url = new URL(request.url)
        const upgraded = sockets.upgrade(request, url, self)
        if (upgraded === 'upgraded') return undefined
        return upgraded ?? app.fetch(request)
      },
      error(error) {
        logger.error(errorFields(error), 'a request failed')
        return new Problem('internal', 'the server failed; its log says why').response()
      },
      websocket: {
        ...sockets.handler,
        idleTimeout: 90,
        maxPayloadLength: config.socket.maxFrameBytes,
        // Twice what closes a slow client, so that the sweep gets there first and can say why.
        backpressureLimit: config.socket.maxBufferedBytes * 2,
        closeOnBackpressureLimit: true,
        perMessageDeflate: false,
      },
    }),
  )
  opened.defer(() => server.stop(true))

  opened.defer(
    log.subscribe((events) => {
      let runChanged = false
      let cuesChanged = false
      for (const { event } of events) {
        runChanged = runs.take(event) || runChanged
        cuesChanged = queue.take(event) || cuesChanged
      }
      topics.take(events)
      if (runChanged || cuesChanged) topics.overlayChanged('ironmon')
      if (cuesChanged) topics.overlayChanged('alerts')
      topics.dashboardChanged()
    }),
  )

  const ending = new AbortController()
  const game = opened.use(
    listen('LANDALE_TCP_PORT', config.ports.tcp, () =>
      createIronmonListener({
        hostname: config.host,
        port: config.ports.tcp,
        limits: config.tcp,
        logger: logger.child({ part: 'ironmon' }),
        metrics,
        append: createPersistentAppend(append, ending.signal),
        currentRun: () => runs.value.current,
      }),
    ),
  )
  function gamePart(): Part {
    return game.connectionCount > 0
      ? { name: 'ironmon', state: 'ok' }
      : { name: 'ironmon', state: 'off', reason: 'no game is connected' }
  }

  metrics.gauge('head_position', 'The last durable position', () => log.head)
  metrics.gauge('archived_position', 'Up to where the archive holds everything', () => log.archivedPosition)
  metrics.gauge('pending_events', 'Events that wait for a commit', () => log.pending)
  metrics.gauge('sockets', 'Open sockets', () => sockets.count)
  metrics.gauge('cues_waiting', 'Cues that are on or wait', () => queue.value.cues.length)
  metrics.gauge('cues_dropped', 'Cues that found the queue full', () => queue.value.dropped)

  const status = () => ({
    version,
    uptime_ms: clock() - startedAt,
    epoch: log.epoch,
    head: log.head,
    archived_position: log.archivedPosition,
    backlog: log.head - log.archivedPosition,
    pending: log.pending,
    session: log.session('current')?.id,
    parts: parts(),
    clients: sockets.clients(),
    memory_bytes: process.memoryUsage().rss,
  })
  const health = listen('LANDALE_HEALTH_PORT', config.ports.health, () =>
    startHealth({ hostname: config.host, port: config.ports.health, parts, vital: ['log'], status, metrics: metrics.registry }),
  )
  opened.defer(() => health.stop(true))

  const trimmer = setInterval(() => trim(log, logger), trimEveryMs)
  opened.defer(() => clearInterval(trimmer))
  await append('current', [{ type: 'system.started', actor: 'system', source: 'system', payload: { version } }])

  const open = opened.move()
  const stop = async (reason: string) => {
    if (stopping) return
    ending.abort()
    await game.stop()
    await append('current', [{ type: 'system.stopped', actor: 'system', source: 'system', payload: { reason } }])
    stopping = true
    // One turn, for the last replies and the last fan-out to leave before the sockets do.
    await new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)))
    topics.flush()
    sockets.closeAll()
    await open.disposeAsync()
  }
  return {
    ports: { http: server.port ?? 0, tcp: game.port, health: health.port ?? 0 },
    keys,
    epoch: log.epoch,
    stop,
    [Symbol.asyncDispose]: () => stop('disposed'),
  }
}

async function readBuild(pagesDir: string): Promise<string> {
  const file = Bun.file(join(pagesDir, 'overlays', 'dist', 'build.json'))
  if (!(await file.exists())) return 'unbuilt'
  const { build } = (await file.json()) as { build?: unknown }
  return typeof build === 'string' ? build : 'unknown'
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
