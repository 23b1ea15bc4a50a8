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
/**
 * The topic has been quiet for longer than the batch window when the next alert comes, as it is in life: about 19 a second. At a
 * steady 20 a second every one lies on the window's edge; what that comes to is measured beside it.
 */
const quietMs = 51

type Path = { send(sentAt: number): Promise<unknown>; samples: number[] }

async function oneByOne({ send, samples }: Path): Promise<Latency> {
  for (let index = 1; index <= warmUp + alerts; index += 1) {
    await send(performance.now())
    await until('all have it', () => samples.length === index * subscribers)
    await Bun.sleep(quietMs)
  }
  return latencyOf(samples.slice(warmUp * subscribers))
}

async function steady({ send, samples }: Path): Promise<Latency> {
  const before = samples.length
  await pace({ perSecond: 20, count: alerts }, async () => void (await send(performance.now())))
  await until('all came', () => samples.length === before + alerts * subscribers)
  return latencyOf(samples.slice(before))
}

async function landale(): Promise<{ alone: Latency; steadily: Latency }> {
  await using server = await startLandale()
  const samples: number[] = []
  for (let index = 0; index < subscribers; index += 1) {
    await subscribe(server.port, 'all', ({ events }) => {
      for (const { payload } of events) samples.push(performance.now() - Number(payload.sent_at))
    })
  }
  const path: Path = { samples, send: (sentAt) => append(server, JSON.stringify(follow({ sent_at: sentAt }))) }
  return { alone: await oneByOne(path), steadily: await steady(path) }
}

async function through(server: Publisher, connect: (onText: (sentAt: unknown) => void) => Promise<void>): Promise<Latency> {
  const samples: number[] = []
  for (let index = 0; index < subscribers; index += 1) {
    await connect((sentAt) => void samples.push(performance.now() - Number(sentAt)))
  }
  return await oneByOne({ samples, send: (sentAt) => server.post('/publish', JSON.stringify(follow({ sent_at: sentAt }))) })
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
  const all: Record<'ours' | 'steady' | 'raw' | 'rival' | 'disk', Latency[]> = {
    ours: [],
    steady: [],
    raw: [],
    rival: [],
    disk: [],
  }
  for (let round = 0; round < rounds; round += 1) {
    const { alone, steadily } = await landale()
    all.ours.push(alone)
    all.steady.push(steadily)
    all.raw.push(await rawPublish())
    all.rival.push(await socketIo())
    all.disk.push(latencyOf(fdatasyncMs(alerts)))
  }
  const [ours, raw, rival, disk] = [medianOf(all.ours), medianOf(all.raw), medianOf(all.rival), medianOf(all.disk)]
  const onTheEdge = medianOf(all.steady)
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
      { measure: 'at a steady 20/s, on the edge of the batch window, p50', value: onTheEdge.p50, unit },
      { measure: 'at a steady 20/s, on the edge of the batch window, p99', value: onTheEdge.p99, unit },
      { measure: 'Socket.IO on Node without a log, p50', value: rival.p50, unit },
      { measure: 'Socket.IO on Node without a log, p99', value: rival.p99, unit },
      { measure: 'fdatasync of 4 KB, p50', value: disk.p50, unit },
      { measure: 'fdatasync of 4 KB, p99', value: disk.p99, unit },
    ],
    notes: [`${alerts} alerts a round, one at a time, ${subscribers} subscribers; each is durable before it is sent`],
  }
}
