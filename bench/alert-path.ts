// One alert at a time: from the moment its append begins to the moment each of 20 subscribers has it in hand.
import { io } from 'socket.io-client'
import { fdatasyncMs } from './src/disk.ts'
import { follow } from './src/events.ts'
import { append, startLandale } from './src/landale.ts'
import { pace, until } from './src/pace.ts'
import type { Report } from './src/report.ts'
import { type Publisher, startRawPublish, startSocketIo } from './src/rivals.ts'
import { type Latency, latencyOf, medianOf } from './src/statistics.ts'
import { subscribe } from './src/subscriber.ts'

const rounds = 3
const subscribers = 20
const alerts = 200
const warmUp = 60
const perSecond = 20

type Path = { send(sentAt: number): Promise<unknown>; samples: number[] }

async function steady({ send, samples }: Path): Promise<Latency> {
  await pace({ perSecond, count: warmUp + alerts }, async () => void (await send(performance.now())))
  await until('all came', () => samples.length === (warmUp + alerts) * subscribers)
  return latencyOf(samples.slice(warmUp * subscribers))
}

async function landale(): Promise<Latency> {
  await using server = await startLandale()
  const samples: number[] = []
  for (let index = 0; index < subscribers; index += 1) {
    await subscribe(server.port, 'all', ({ events }) => {
      for (const { payload } of events) samples.push(performance.now() - Number(payload.sent_at))
    })
  }
  return await steady({ samples, send: (sentAt) => append(server, JSON.stringify(follow({ sent_at: sentAt }))) })
}

async function through(server: Publisher, connect: (onText: (sentAt: unknown) => void) => Promise<void>): Promise<Latency> {
  const samples: number[] = []
  for (let index = 0; index < subscribers; index += 1) {
    await connect((sentAt) => void samples.push(performance.now() - Number(sentAt)))
  }
  return await steady({ samples, send: (sentAt) => server.post('/publish', JSON.stringify(follow({ sent_at: sentAt }))) })
}

type Alert = { payload: { sent_at: number } }

async function rawPublish(): Promise<Latency> {
  await using server = await startRawPublish()
  return await through(server, (onText) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/socket`)
    socket.onopen = () => resolve()
    socket.onmessage = ({ data }) => onText((JSON.parse(String(data)) as Alert).payload.sent_at)
    return promise
  })
}

async function socketIo(): Promise<Latency> {
  await using server = await startSocketIo()
  return await through(server, (onText) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const socket = io(`http://127.0.0.1:${server.port}`, { transports: ['websocket'], forceNew: true, reconnection: false })
    socket.on('connect', () => resolve())
    socket.on('events', (alert: Alert) => onText(alert.payload.sent_at))
    return promise
  })
}

export async function run(): Promise<Report> {
  const all: Record<'ours' | 'raw' | 'rival' | 'disk', Latency[]> = { ours: [], raw: [], rival: [], disk: [] }
  for (let round = 0; round < rounds; round += 1) {
    all.ours.push(await landale())
    all.raw.push(await rawPublish())
    all.rival.push(await socketIo())
    all.disk.push(latencyOf(fdatasyncMs(alerts)))
  }
  const [ours, raw, rival, disk] = [medianOf(all.ours), medianOf(all.raw), medianOf(all.rival), medianOf(all.disk)]
  const unit = 'ms'
  return {
    bench: 'alert-path',
    rounds,
    rows: [
      {
        measure: 'append → received, p50',
        value: ours.p50,
        unit,
        target: { atMost: 1.2 },
        raw: { name: 'publish without a log', value: raw.p50 },
      },
      {
        measure: 'append → received, p99',
        value: ours.p99,
        unit,
        target: { atMost: 4 },
        raw: { name: 'publish without a log', value: raw.p99 },
      },
      { measure: 'Socket.IO on Node without a log, p50', value: rival.p50, unit },
      { measure: 'Socket.IO on Node without a log, p99', value: rival.p99, unit },
      { measure: 'fdatasync of 4 KB, p50', value: disk.p50, unit },
      { measure: 'fdatasync of 4 KB, p99', value: disk.p99, unit },
    ],
    notes: [`${alerts} alerts a round, one at a time at 20/s, ${subscribers} subscribers; each is durable before it is sent`],
  }
}
