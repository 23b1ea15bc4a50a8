// Durable appends over HTTP: how many, and how soon they are acknowledged.
import { fdatasyncMs, sqliteInsertsPerSecond } from './src/disk.ts'
import { chat, listOf } from './src/events.ts'
import { append, startLandale } from './src/landale.ts'
import { pace, saturate } from './src/pace.ts'
import type { Report } from './src/report.ts'
import { latencyOf, medianOf } from './src/statistics.ts'

const rounds = 3
const listEvents = 1_000

type Figures = {
  singles: number
  lists: number
  ackP50: number
  ackP99: number
  bareSingles: number
  bareLists: number
  syncP50: number
  syncP99: number
}

async function rate(count: number, work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return count / ((performance.now() - startedAt) / 1_000)
}

async function round(): Promise<Figures> {
  await using server = await startLandale()
  const one = JSON.stringify(chat(0))
  const list = listOf(listEvents, chat)
  const single = async () => void (await append(server, one))
  await saturate({ width: 64, count: 5_000 }, single)
  const singles = await rate(40_000, () => saturate({ width: 64, count: 40_000 }, single))
  const batch = async () => void (await append(server, list))
  await saturate({ width: 4, count: 20 }, batch)
  const lists = await rate(300 * listEvents, () => saturate({ width: 4, count: 300 }, batch))
  const acks: number[] = []
  await pace({ perSecond: 1_000, count: 10_000 }, async () => {
    const startedAt = performance.now()
    await single()
    acks.push(performance.now() - startedAt)
  })
  const [ack, sync] = [latencyOf(acks), latencyOf(fdatasyncMs(1_000))]
  return {
    singles,
    lists,
    ackP50: ack.p50,
    ackP99: ack.p99,
    bareSingles: sqliteInsertsPerSecond(1, 2_000, chat),
    bareLists: sqliteInsertsPerSecond(listEvents, 200, chat),
    syncP50: sync.p50,
    syncP99: sync.p99,
  }
}

export async function run(): Promise<Report> {
  const figures: Figures[] = []
  for (let index = 0; index < rounds; index += 1) figures.push(await round())
  const all = medianOf(figures)
  const sqlite = 'bare SQLite, as durable'
  return {
    bench: 'append',
    rounds,
    rows: [
      {
        measure: 'single requests, 64 at once',
        value: all.singles,
        unit: '/s',
        target: { atLeast: 5_000 },
        raw: { name: `${sqlite}, 1 a commit`, value: all.bareSingles },
      },
      {
        measure: 'lists of 1,000, 4 at once',
        value: all.lists,
        unit: '/s',
        target: { atLeast: 100_000 },
        raw: { name: `${sqlite}, 1,000 a commit`, value: all.bareLists },
      },
      { measure: 'ack at 1,000/s, p50', value: all.ackP50, unit: 'ms', raw: { name: 'fdatasync of 4 KB', value: all.syncP50 } },
      {
        measure: 'ack at 1,000/s, p99',
        value: all.ackP99,
        unit: 'ms',
        target: { atMost: 10 },
        raw: { name: 'fdatasync of 4 KB', value: all.syncP99 },
      },
    ],
    notes: ['chat messages of about 700 bytes as stored, over HTTP from another process, each on disk before it is answered'],
  }
}
