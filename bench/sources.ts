// A source's way in: a notification of Twitch on the socket until it is durable in the log, and a chat storm held without loss.
import { join } from 'node:path'
import { type FakeTwitch, fakeTwitch, sampleEvent } from '@landale/testing/twitch'
import { cpuSeconds, memoryMb, startChild } from './src/child.ts'
import { keys, type Landale, startLandale } from './src/landale.ts'
import { pace, until } from './src/pace.ts'
import type { Report } from './src/report.ts'
import { latencyOf, medianOf } from './src/statistics.ts'

const rounds = 3
const steady = { perSecond: 200, count: 4_000 }
const storm = { perSecond: 2_000, count: 2_000 * Number(process.env.LANDALE_STORM_SECONDS ?? 60) }
const signInMs = 30_000

/** When each message was sent, and how long it took until it was seen, by its number. */
class Stopwatch {
  readonly #sent = new Map<number, number>()
  readonly samples: number[] = []
  /** Seen once more than sent. */
  doubled = 0

  start(number: number): void {
    this.#sent.set(number, performance.now())
  }

  stop(number: number): void {
    const at = this.#sent.get(number)
    if (at === undefined) {
      this.doubled += 1
      return
    }
    this.#sent.delete(number)
    this.samples.push(performance.now() - at)
  }

  /** Sent, and not seen. */
  get missing(): number {
    return this.#sent.size
  }
}

/** The server, signed in at a fake Twitch in this process. */
async function onTwitch(twitch: FakeTwitch): Promise<Landale> {
  const landale = await startLandale(undefined, {
    TWITCH_CLIENT_ID: twitch.clientId,
    TWITCH_AUTH_URL: twitch.authUrl,
    TWITCH_HELIX_URL: twitch.helixUrl,
    TWITCH_EVENTSUB_URL: twitch.eventSubUrl,
  })
  const headers = { authorization: `Bearer ${keys.control}` }
  const response = await fetch(`${landale.url}/v1/commands/twitch.sign_in`, { method: 'POST', body: '{}', headers })
  if (!response.ok) throw new Error(`the sign-in was answered ${response.status}`)
  twitch.approve()
  await until('it is subscribed', () => twitch.subscriptions.some(({ type }) => type === 'user.update'), signInMs)
  return landale
}

/** Watches the session's tail, which has an event once it is durable, and a turn later. */
async function watch(landale: Landale, onNumber: (number: number) => void): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${landale.port}/v1/sessions/current/tail?cursor=0&key=${keys.control}`)
  socket.addEventListener('message', ({ data }) => {
    const number = /"text":"storm (\d+)"/.exec(String(data))?.[1]
    if (number !== undefined) onNumber(Number(number))
  })
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', reject)
  })
  return socket
}

const chat = (number: number) => {
  const text = `storm ${number}`
  return sampleEvent('channel.chat.message', { message_id: `m${number}`, message: { text, fragments: [{ type: 'text', text }] } })
}

async function send(twitch: FakeTwitch, { perSecond, count }: typeof steady, watch: Stopwatch, from: number): Promise<void> {
  await pace({ perSecond, count }, (index) => {
    watch.start(from + index)
    if (twitch.notify('channel.chat.message', chat(from + index)).length !== 1) throw new Error('nobody is subscribed')
    return Promise.resolve()
  })
}

/** The same messages through bare sockets into bare SQLite, one commit each. */
async function floor(): Promise<number[]> {
  await using child = await startChild(['bun', join(import.meta.dir, 'src/servers/raw-durable.ts')])
  const socket = new WebSocket(`ws://127.0.0.1:${Number(child.ready.http)}`)
  await new Promise((resolve) => socket.addEventListener('open', resolve))
  const stopwatch = new Stopwatch()
  socket.addEventListener('message', ({ data }) => stopwatch.stop((JSON.parse(String(data)) as { number: number }).number))
  await pace(steady, (number) => {
    stopwatch.start(number)
    socket.send(JSON.stringify({ number, event: chat(number) }))
    return Promise.resolve()
  })
  await until('all came back', () => stopwatch.samples.length === steady.count)
  socket.close()
  return stopwatch.samples
}

async function steadyRound() {
  await using twitch = await fakeTwitch({ pollIntervalSeconds: 1 })
  await using landale = await onTwitch(twitch)
  const [warm, stopwatch] = [new Stopwatch(), new Stopwatch()]
  const tail = await watch(landale, (number) => (number < steady.count ? stopwatch : warm).stop(number))
  await send(twitch, { perSecond: 500, count: 2_000 }, warm, steady.count)
  await until('it is warm', () => warm.samples.length === 2_000)
  await send(twitch, steady, stopwatch, 0)
  await until('all are in the log', () => stopwatch.samples.length === steady.count)
  tail.close()
  const [seen, raw] = [latencyOf(stopwatch.samples), latencyOf(await floor())]
  return { p50: seen.p50, p99: seen.p99, rawP50: raw.p50, rawP99: raw.p99 }
}

async function stormRound() {
  await using twitch = await fakeTwitch({ pollIntervalSeconds: 1 })
  await using landale = await onTwitch(twitch)
  const stopwatch = new Stopwatch()
  const tail = await watch(landale, (number) => stopwatch.stop(number))
  const [cpu, startedAt] = [cpuSeconds(landale.pid), performance.now()]
  await send(twitch, storm, stopwatch, 0)
  const seconds = (performance.now() - startedAt) / 1_000
  const used = ((cpuSeconds(landale.pid) - cpu) / seconds) * 100
  // What has not come by then is lost.
  await until('all are in the log', () => stopwatch.missing === 0).catch(() => undefined)
  tail.close()
  const { p50, p99 } = latencyOf(stopwatch.samples)
  const { opened } = twitch.connections
  const [lost, doubled] = [stopwatch.missing, stopwatch.doubled]
  return { lost, doubled, perSecond: storm.count / seconds, p50, p99, cpu: used, memory: memoryMb(landale.pid).peak, opened }
}

export async function run(): Promise<Report> {
  const figures: Awaited<ReturnType<typeof steadyRound>>[] = []
  for (let index = 0; index < rounds; index += 1) figures.push(await steadyRound())
  const all = medianOf(figures)
  const held = await stormRound()
  const bare = 'bare socket, bare SQLite'
  return {
    bench: 'sources',
    rounds,
    rows: [
      { measure: 'notification → durable at 200/s, p50', value: all.p50, unit: 'ms', raw: { name: bare, value: all.rawP50 } },
      {
        measure: 'notification → durable at 200/s, p99',
        value: all.p99,
        unit: 'ms',
        target: { atMost: 5 },
        raw: { name: bare, value: all.rawP99 },
      },
      { measure: 'chat storm, sent', value: held.perSecond, unit: '/s', target: { atLeast: 1_990 } },
      { measure: 'chat storm, lost', value: held.lost, unit: `of ${storm.count}`, target: { atMost: 0 } },
      { measure: 'chat storm, doubled', value: held.doubled, unit: `of ${storm.count}`, target: { atMost: 0 } },
      { measure: 'chat storm, p50', value: held.p50, unit: 'ms' },
      { measure: 'chat storm, p99', value: held.p99, unit: 'ms' },
      { measure: 'chat storm, server', value: held.cpu, unit: '% of a core' },
      { measure: 'chat storm, server’s memory', value: held.memory, unit: 'MB' },
      { measure: 'chat storm, sockets opened', value: held.opened, unit: '', target: { atMost: 1 } },
    ],
    notes: [
      'until the session’s tail has it: from another process, durable and a turn later, so a little more than is asked for',
    ],
  }
}
