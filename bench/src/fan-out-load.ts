import { chat, listOf } from './events.ts'
import { append, keys, startLandale } from './landale.ts'
import { until } from './pace.ts'
import { openRawSocket, type RawSocket } from './raw-socket.ts'
import type { Publisher } from './rivals.ts'
import { subscribe } from './subscriber.ts'

/** What one subscriber has received. */
type Count = { frames: number; bytes: number; upTo: number }

const listEvents = 1_000
/** Events that may be under way to the slowest subscriber: about half of what the server holds for one before it closes it. */
const windowEvents = 6_000

const slowest = (counts: readonly Count[]) => counts.reduce((least, { upTo }) => Math.min(least, upTo), Number.POSITIVE_INFINITY)

/** Event deliveries a second of the real server: appended in lists as fast as the slowest subscriber allows. */
export async function fanOutLandale({ subscribers, seconds }: { subscribers: number; seconds: number }): Promise<number> {
  await using server = await startLandale()
  const parsed: Count = { frames: 0, bytes: 0, upTo: 0 }
  let inOrder = 0
  let last = 0
  await subscribe(server.port, 'chat', ({ events }, sizeBytes) => {
    parsed.frames += 1
    parsed.bytes += sizeBytes
    for (const { position } of events) {
      if (last === 0 || position === last + 1) inOrder += 1
      last = position
    }
    parsed.upTo = last
  })
  const counts = Array.from({ length: subscribers - 1 }, (): Count => ({ frames: 0, bytes: 0, upTo: 0 }))
  const sockets: RawSocket[] = []
  for (const count of counts) sockets.push(await joinChat(server.port, count))

  const list = listOf(listEvents, chat)
  const first = await append(server, JSON.stringify(chat(0)))
  let appended = first.position
  let settled = first.position
  await until('all are joined', () => parsed.upTo === appended && counts.every(({ frames }) => frames === 1))
  const startedAt = performance.now()
  const isOver = () => performance.now() - startedAt > seconds * 1_000
  const producer = async () => {
    while (!isOver()) {
      // A raw socket knows a frame's beginning when it comes: it is one frame behind, as its neighbour is at most.
      if (appended - Math.min(slowest(counts), parsed.upTo) > windowEvents) {
        await Bun.sleep(1)
        continue
      }
      appended += listEvents
      await append(server, list)
      settled += listEvents
    }
  }
  await Promise.all([producer(), producer(), producer(), producer()])
  await until('the last came', () => parsed.upTo === settled && counts.every(({ bytes }) => bytes === parsed.bytes))
  const took = (performance.now() - startedAt) / 1_000
  if (inOrder !== settled - first.position + 1) throw new Error(`${inOrder} events in order of ${settled - first.position + 1}`)
  if (counts.some(({ frames }) => frames !== parsed.frames)) throw new Error('a subscriber lost a frame')
  for (const socket of sockets) socket.close()
  return ((settled - first.position) * subscribers) / took
}

function joinChat(port: number, count: Count): Promise<RawSocket> {
  const joined = Promise.withResolvers<RawSocket>()
  const path = `/socket/websocket?vsn=2.0.0&key=${keys.overlay}`
  const opened = openRawSocket({
    port,
    path,
    onFrame(head, sizeBytes, socket) {
      if (!head.startsWith('[null,null,"events:chat","events"')) return joined.resolve(socket)
      count.frames += 1
      count.bytes += sizeBytes
      count.upTo = Number(/"prev":(\d+)/.exec(head)?.[1])
    },
  })
  opened.then((socket) => socket.send('["1","1","events:chat","phx_join",{}]')).catch(joined.reject)
  return joined.promise
}

export type PublisherLoad = {
  subscribers: number
  seconds: number
  /** Frames of `frameEvents` events each. One alone is kept by the server and repeated; several are sent to it, one after the other. */
  frames: readonly [string, ...string[]]
  frameEvents: number
  protocol: 'plain' | 'socket.io'
}

/** Event deliveries a second of a server that only publishes, as fast as the slowest subscriber allows. */
export async function fanOutPublisher(server: Publisher, load: PublisherLoad): Promise<number> {
  const { subscribers, seconds, frames, frameEvents, protocol } = load
  const counts = Array.from({ length: subscribers }, (): Count => ({ frames: 0, bytes: 0, upTo: 0 }))
  const sockets: RawSocket[] = []
  for (const count of counts)
    sockets.push(protocol === 'plain' ? await joinPlain(server.port, count) : await joinSocketIo(server.port, count))
  const isKept = frames.length === 1
  // About as many events a turn as one of our lists holds.
  const repeats = Math.ceil(listEvents / frameEvents)
  if (isKept) await server.post('/frame', frames[0])
  let published = 0
  const publish = async () => {
    const next = frames[published % frames.length] ?? frames[0]
    published += isKept ? repeats : 1
    await (isKept ? server.post(`/repeat?frames=${repeats}`) : server.post('/publish', next))
  }
  const startedAt = performance.now()
  const producer = async () => {
    while (performance.now() - startedAt < seconds * 1_000) {
      if ((published - slowest(counts)) * frameEvents > windowEvents) await Bun.sleep(1)
      else await publish()
    }
  }
  await Promise.all([producer(), producer(), producer(), producer()])
  await until('the last came', () => slowest(counts) === published)
  const took = (performance.now() - startedAt) / 1_000
  for (const socket of sockets) socket.close()
  return (published * frameEvents * subscribers) / took
}

function joinPlain(port: number, count: Count): Promise<RawSocket> {
  return openRawSocket({ port, path: '/socket', onFrame: (_head, sizeBytes) => receive(count, sizeBytes) })
}

/** Engine.IO 4 and Socket.IO 5: `0` opens, `40` joins and is answered, `42` is an event, `2` a ping. */
function joinSocketIo(port: number, count: Count): Promise<RawSocket> {
  const joined = Promise.withResolvers<RawSocket>()
  const opened = openRawSocket({
    port,
    path: '/socket.io/?EIO=4&transport=websocket',
    onFrame(head, sizeBytes, socket) {
      if (head.startsWith('42')) receive(count, sizeBytes)
      else if (head.startsWith('40')) joined.resolve(socket)
      else if (head.startsWith('0')) socket.send('40')
      else if (head === '2') socket.send('3')
    },
  })
  opened.catch(joined.reject)
  return joined.promise
}

function receive(count: Count, sizeBytes: number): void {
  count.frames += 1
  count.bytes += sizeBytes
  count.upTo = count.frames
}
