import type { NewEvent } from '@landale/protocol'
import { createLogger } from '@landale/service'
import { fakeClock } from '@landale/testing/fake-clock'
import { environmentOf } from '@landale/testing/server'
import { loadConfig } from '@/config.ts'
import { Broadcast } from '@/ingest/broadcast.ts'
import { nothing } from '@/ingest/player/playing.ts'
import type { SourceContext, SourceLog } from '@/ingest/source.ts'
import { StatusReport } from '@/ingest/status-report.ts'
import { createMetrics } from '@/metrics.ts'

/** Everything that a source is given, over a clock that stands still and a log that is a list. */
export function sourceContext(name: string, environment: Record<string, string> = {}, log?: SourceLog) {
  const clock = fakeClock()
  const events: NewEvent[] = []
  /** Each state it was in, with its reason, in order. */
  const states: string[] = []
  const status: StatusReport = new StatusReport({
    name,
    now: clock.now,
    onChange: () => states.push([status.value.state, status.value.error].filter(Boolean).join(': ')),
  })
  const list: SourceLog = {
    async append(more) {
      events.push(...more)
    },
    offer: (event) => events.push(event) > 0,
  }
  const context: SourceContext = {
    log: log ?? list,
    config: loadConfig(environmentOf({ environment }, '/nowhere')),
    clock,
    status,
    logger: createLogger({ service: 'test', level: 'error', terminal: false }),
    metrics: createMetrics(),
    changed: () => {},
    broadcast: new Broadcast({ append: async () => {}, sessionKind: () => 'off-air', clock }),
    currentRun: () => null,
    captionsOn: () => false,
    overlayPages: () => [],
    playing: () => nothing,
    roleOf: (key) => (key === 'worker' || key === 'control' || key === 'overlay' ? key : undefined),
  }
  return { context, clock, events, states }
}

/** Waits, over the turns of the event loop, for what other sockets of this process bring. */
export async function until(met: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await met())) await new Promise<void>((resolve) => setImmediate(resolve))
}
