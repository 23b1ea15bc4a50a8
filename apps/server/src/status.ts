import type { EventLog } from '@landale/event-log'
import type { ClientSummary, DashboardState, ObsState, ServicesState, SourceStatus } from '@landale/protocol'
import type { Part } from '@landale/service'
import type { Archive } from './archive/archive.ts'
import type { SourceViews } from './ingest/views.ts'
import type { ServerMetrics } from './metrics.ts'
import type { DerivedState } from './projection/derived-state.ts'
import type { ShowsFile } from './stage/show/shows-file.ts'
import { version } from './version.ts'

export type StatusOptions = {
  log: EventLog
  archive: Archive
  shows: ShowsFile
  state: DerivedState
  metrics: ServerMetrics
  clients: () => ClientSummary[]
  socketCount: () => number
  sources: () => readonly SourceStatus[]
  views: () => SourceViews
  clock: () => number
}

/** What the server says of itself: to the dashboard, on `/ready` and `/status`, and in its metrics. */
export class Status {
  readonly #options: StatusOptions
  readonly #startedAt: number

  constructor(options: StatusOptions) {
    this.#options = options
    this.#startedAt = options.clock()
    const { log, state, metrics, socketCount } = options
    metrics.gauge('head_position', 'The last durable position', () => log.head)
    metrics.gauge('archived_position', 'Up to where the archive holds everything', () => log.archivedPosition)
    metrics.gauge('archive_backlog_events', 'Events that are not in the archive yet', () => log.head - log.archivedPosition)
    metrics.gauge('pending_events', 'Events that wait for a commit', () => log.pending)
    metrics.gauge('wal_bytes', 'Bytes of the write-ahead log in use', () => log.walBytes)
    metrics.gauge('sockets', 'Open sockets', socketCount)
    metrics.gauge('cues_waiting', 'Cues that wait for their turn', () => state.waitingCues)
    metrics.gauge('cues_dropped', 'Cues that found the queue full', () => state.droppedCues)
  }

  readonly parts = (): Part[] => {
    const { log, archive, shows, sources } = this.#options
    return [
      log.fault === undefined ? { name: 'log', state: 'ok' } : { name: 'log', state: 'down', reason: log.fault },
      archive.part(log),
      shows.part,
      ...sources().map(({ name, state, error }) => ({ name, state, ...(error === null ? undefined : { reason: error }) })),
    ]
  }

  readonly dashboard = (): DashboardState => {
    const { log, clients } = this.#options
    const session = log.session('current')
    if (session === undefined) throw new Error('the log has no current session')
    return {
      version,
      started_at: this.#startedAt,
      epoch: log.epoch,
      head: log.published,
      archived_position: log.archivedPosition,
      session: { id: session.id, kind: session.kind, started_at: Date.parse(session.created_at) },
      parts: this.parts().map(({ name, state, reason }) => ({ name, state, ...(reason === undefined ? undefined : { reason }) })),
      clients: clients(),
    }
  }

  readonly services = (): ServicesState => {
    const { sources, views } = this.#options
    return { sources: [...sources()], twitch: views().twitch }
  }

  readonly obs = (): ObsState => this.#options.views().obs

  readonly glance = () => {
    const { log, archive, clients, clock, sources } = this.#options
    return {
      version,
      uptime_ms: clock() - this.#startedAt,
      epoch: log.epoch,
      head: log.head,
      archived_position: log.archivedPosition,
      hot_position: log.hotStart,
      backlog: log.head - log.archivedPosition,
      archive: archive.glance,
      pending: log.pending,
      session: log.session('current')?.id,
      parts: this.parts(),
      sources: sources(),
      clients: clients(),
      memory_bytes: process.memoryUsage().rss,
    }
  }
}
