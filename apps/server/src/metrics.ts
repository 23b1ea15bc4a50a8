import type { PartState } from '@landale/protocol'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export type SourceGauge = {
  source: string
  state: () => PartState
  lastEventAt: () => number | null
  waiting: () => number
}

/** Everything the server counts. Each bound in the config has a counter here for what it turned away. */
export type ServerMetrics = ReturnType<typeof createMetrics>

export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter({ name: `landale_${name}`, help, labelNames, registers })
  /** What each source adds; read when the metrics are. */
  const sourceGauges: SourceGauge[] = []
  const ofSources = (name: string, help: string, read: (gauge: SourceGauge) => Record<string, number>, label?: string) =>
    new Gauge({
      name: `landale_${name}`,
      help,
      labelNames: label === undefined ? ['source'] : ['source', label],
      registers,
      collect() {
        for (const gauge of sourceGauges)
          for (const [value, number] of Object.entries(read(gauge)))
            this.set(label === undefined ? { source: gauge.source } : { source: gauge.source, [label]: value }, number)
      },
    })
  const partStates: readonly PartState[] = ['ok', 'degraded', 'down', 'off']
  const stateOf = (gauge: SourceGauge) => Object.fromEntries(partStates.map((state) => [state, gauge.state() === state ? 1 : 0]))
  ofSources('source_state', 'The state a source is in is 1, the others 0', stateOf, 'state')
  ofSources('source_last_event_ms', 'When a source last brought an event; 0 for never', (gauge) => ({
    at: gauge.lastEventAt() ?? 0,
  }))
  ofSources('source_waiting_events', 'Events of a source that wait for the log', (gauge) => ({ waiting: gauge.waiting() }))
  return {
    registry,
    sourceGauges,
    appends: counter('appends_total', 'Events appended, by whether they were known already', ['deduped']),
    appendsRefused: counter('appends_refused_total', 'Appends refused, by error code', ['code']),
    appendSeconds: new Histogram({
      name: 'landale_append_seconds',
      help: 'From an append to its being durable',
      buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1],
      registers,
    }),
    frames: counter('frames_published_total', 'Frames made for a topic, once for all its subscribers'),
    framesDropped: counter('frames_dropped_total', 'Frames that a full socket did not take; its client resumes from its cursor'),
    refusedFrames: counter('frames_refused_total', 'Inbound frames refused, by reason', ['reason']),
    slowSockets: counter('slow_sockets_closed_total', 'Sockets closed because their client was too slow'),
    refusedSockets: counter('sockets_refused_total', 'Sockets refused before the upgrade, by reason', ['reason']),
    tcpRefused: counter('tcp_refused_total', 'Game connections or frames refused, by reason', ['reason']),
    sourceEvents: counter('source_events_total', 'Events a source brought, by what became of them', ['source', 'outcome']),
    sourceSeconds: new Histogram({
      name: 'landale_source_append_seconds',
      help: 'From a source’s events being taken up to their being durable',
      labelNames: ['source'],
      buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1],
      registers,
    }),
    paintSeconds: new Histogram({
      name: 'landale_paint_seconds',
      help: 'From a cue’s own time to the frame after a page has painted it',
      labelNames: ['overlay'],
      buckets: [0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 5],
      registers,
    }),
    outboundCalls: counter('outbound_calls_total', 'Calls to other services, by how they came out', ['service', 'outcome']),
    outboundRetries: counter('outbound_retries_total', 'Calls to other services that were made again', ['service']),
    archivedEvents: counter('archived_events_total', 'Events that were put into the archive'),
    archiveRejects: counter('archive_rejects_total', 'Events whose row the database refused; they are set aside'),
    archiveSeconds: new Histogram({
      name: 'landale_archive_batch_seconds',
      help: 'From reading a batch from the log to its commit in the archive',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
      registers,
    }),
    historyRefused: counter('history_refused_total', 'Questions to the history refused because too many were under way'),
    gauge: (name: string, help: string, value: () => number) =>
      new Gauge({
        name: `landale_${name}`,
        help,
        registers,
        collect() {
          this.set(value())
        },
      }),
  }
}
