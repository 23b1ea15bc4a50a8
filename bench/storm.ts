// A raid's worth of chat: 1,000 events a second to 20 subscribers for 20 s, and what it costs the server.
import { cpuSeconds, memoryMb } from './src/child.ts'
import { chat, listOf } from './src/events.ts'
import { append, type Landale, startLandale } from './src/landale.ts'
import { pace, until } from './src/pace.ts'
import type { Report } from './src/report.ts'
import { latencyOf, medianOf } from './src/statistics.ts'
import { subscribe } from './src/subscriber.ts'

const rounds = 3
const subscribers = 20
const eventsPerSecond = 1_000
const seconds = 20

type Figures = { p50: number; p99: number; lost: number; cpuPercent: number; rssMb: number; frames: number }

async function storm(perRequest: number): Promise<Figures> {
  await using server = await startLandale()
  const samples: number[] = []
  const positions = Array.from({ length: subscribers }, () => [] as number[])
  let frames = 0
  for (const seen of positions) {
    await subscribe(server.port, 'chat', ({ events }) => {
      const now = performance.now()
      frames += 1
      for (const { position, payload } of events) {
        seen.push(position)
        samples.push(now - Number(payload.sent_at))
      }
    })
  }
  await send(server, perRequest, eventsPerSecond)
  samples.length = 0
  frames = 0
  const cpuBefore = cpuSeconds(server.pid)
  const startedAt = performance.now()
  await send(server, perRequest, eventsPerSecond * seconds)
  const due = eventsPerSecond * (seconds + 1)
  await until('all came', () => positions.every((seen) => seen.length >= due)).catch(() => undefined)
  const cpuPercent = ((cpuSeconds(server.pid) - cpuBefore) / ((performance.now() - startedAt) / 1_000)) * 100
  const lost = positions.reduce((sum, seen) => sum + due - inOrder(seen), 0)
  return { ...latencyOf(samples), lost, cpuPercent, rssMb: memoryMb(server.pid).peak, frames: frames / subscribers / seconds }
}

function send(server: Landale, perRequest: number, count: number): Promise<void> {
  return pace({ perSecond: eventsPerSecond / perRequest, count: count / perRequest }, async () => {
    const sent = { sent_at: performance.now() }
    await append(server, perRequest === 1 ? JSON.stringify(chat(0, sent)) : listOf(perRequest, (index) => chat(index, sent)))
  })
}

/** How many came in order and once. */
function inOrder(positions: readonly number[]): number {
  return positions.filter((position, index) => index === 0 || position > (positions[index - 1] ?? 0)).length
}

export async function run(): Promise<Report> {
  const lists: Figures[] = []
  for (let round = 0; round < rounds; round += 1) lists.push(await storm(20))
  const singles = await storm(1)
  const { p50, p99, lost, cpuPercent, rssMb, frames } = medianOf(lists)
  return {
    bench: 'storm',
    rounds,
    rows: [
      { measure: 'append → received, p50', value: p50, unit: 'ms' },
      {
        measure: 'append → received, p99',
        value: p99,
        unit: 'ms',
        target: { atMost: 55 },
        raw: { name: 'batch window', value: 50 },
      },
      { measure: 'events lost or out of order', value: lost, unit: '', target: { atMost: 0 } },
      { measure: 'server processor, of one core', value: cpuPercent, unit: '%', target: { atMost: 15 } },
      { measure: 'server memory, highest', value: rssMb, unit: 'MB', target: { atMost: 150 } },
      { measure: 'frames a subscriber a second', value: frames, unit: '' },
      { measure: 'one event a request: p99', value: singles.p99, unit: 'ms', target: { atMost: 55 } },
      { measure: 'one event a request: lost', value: singles.lost, unit: '', target: { atMost: 0 } },
      { measure: 'one event a request: processor', value: singles.cpuPercent, unit: '%' },
      { measure: 'one event a request: memory', value: singles.rssMb, unit: 'MB', target: { atMost: 150 } },
    ],
    notes: [
      `${eventsPerSecond} events a second for ${seconds} s to ${subscribers} subscribers, appended by 50 requests of 20; then one round by 1,000 requests of 1`,
    ],
  }
}
