// The archive's database killed, frozen and gone, under 1,000 events a second: what appends and feeds notice of it.
import { embeddedServer, freeze, type TestDatabase } from '@landale/database/testing'
import { chat } from './src/events.ts'
import { append, type Landale, startLandale } from './src/landale.ts'
import { pace } from './src/pace.ts'
import type { Report, Row } from './src/report.ts'
import { latencyOf, medianOf } from './src/statistics.ts'
import { subscribe } from './src/subscriber.ts'

const rounds = 5
const perSecond = 1_000
const seconds = 6
const warmUpSeconds = 2

type Figures = { ackP50: number; ackP99: number; feedP50: number; feedP99: number }

/** What goes wrong during a stretch of load; gives back how it is mended. */
const faults = {
  undisturbed: async () => async () => {},
  killed: async (database: TestDatabase) => {
    await database.kill()
    const restarted = Bun.sleep((seconds / 2) * 1_000).then(() => database.start())
    return () => restarted
  },
  frozen: async (database: TestDatabase) => {
    const wake = await freeze(database.url)
    return async () => wake()
  },
  gone: async (database: TestDatabase) => {
    await database.kill()
    return () => database.start()
  },
} satisfies Record<string, (database: TestDatabase) => Promise<() => Promise<unknown>>>

type Fault = keyof typeof faults

async function caughtUp({ healthUrl }: Landale): Promise<void> {
  for (;;) {
    const response = await fetch(`${healthUrl}/status`)
    const { backlog, archive } = (await response.json()) as { backlog: number; archive: { state: string } }
    if (archive.state === 'connected' && backlog < perSecond) return
    await Bun.sleep(20)
  }
}

async function load(server: Landale, forSeconds: number, acks: number[]): Promise<void> {
  await pace({ perSecond, count: forSeconds * perSecond }, async (index) => {
    const sentAt = performance.now()
    await append(server, JSON.stringify(chat(index, { sent_at: sentAt })))
    acks.push(performance.now() - sentAt)
  })
}

type Bench = { server: Landale; feed: number[] }

/** A server and a subscriber of its chat. */
async function benchWith(stack: AsyncDisposableStack, databaseUrl: string): Promise<Bench> {
  const server = stack.use(await startLandale(undefined, { DATABASE_URL: databaseUrl }))
  const feed: number[] = []
  await subscribe(server.port, 'chat', ({ events }) => {
    for (const { payload } of events) feed.push(performance.now() - Number(payload.sent_at))
  })
  return { server, feed }
}

async function stretch({ server, feed }: Bench, begin: () => Promise<() => Promise<unknown>>): Promise<Figures> {
  await load(server, warmUpSeconds, [])
  const acks: number[] = []
  feed.length = 0
  const mend = await begin()
  await load(server, seconds, acks)
  const received = feed.slice()
  await mend()
  const [ack, push] = [latencyOf(acks), latencyOf(received)]
  return { ackP50: ack.p50, ackP99: ack.p99, feedP50: push.p50, feedP99: push.p99 }
}

export async function run(): Promise<Report> {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await embeddedServer())
  const archived = await benchWith(stack, database.url)
  const alone = await benchWith(stack, 'none')
  const names = Object.keys(faults) as Fault[]
  const figures: Record<Fault, Figures[]> = { undisturbed: [], killed: [], frozen: [], gone: [] }
  const without: Figures[] = []
  for (let round = 0; round < rounds; round += 1) {
    without.push(await stretch(alone, faults.undisturbed))
    // Each begins a round in its turn, so that none is always the first or the last.
    for (const name of [...names.slice(round % names.length), ...names.slice(0, round % names.length)]) {
      await caughtUp(archived.server)
      figures[name].push(await stretch(archived, () => faults[name](database)))
    }
  }
  const undisturbed = medianOf(figures.undisturbed)
  return {
    bench: 'outage',
    rounds,
    rows: [
      ...rowsOf('no archive', medianOf(without)),
      ...names.flatMap((name) => rowsOf(name, medianOf(figures[name]), undisturbed)),
    ],
    notes: [
      `${perSecond} single appends a second for ${seconds} s each; the feed gathers for up to 50 ms`,
      'killed: kill -9, started again in the middle, and caught up from there; frozen: every process stopped; gone: connections refused',
      'the raw limit is the undisturbed stretch of the same rounds, with the archive at work',
    ],
  }
}

function rowsOf(name: string, figures: Figures, undisturbed?: Figures): Row[] {
  const measures = {
    ackP50: 'ack, p50',
    ackP99: 'ack, p99',
    feedP50: 'append → feed, p50',
    feedP99: 'append → feed, p99',
  } as const
  return (Object.keys(measures) as (keyof Figures)[]).map((key) => ({
    measure: `${name}: ${measures[key]}`,
    value: figures[key],
    unit: 'ms',
    ...(undisturbed === undefined || name === 'undisturbed'
      ? undefined
      : {
          ...(key.endsWith('P99') ? { target: { atMost: undisturbed[key] * 1.2 } } : undefined),
          raw: { name: 'undisturbed', value: undisturbed[key] },
        }),
  }))
}
