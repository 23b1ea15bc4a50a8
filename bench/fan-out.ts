// Fan-out at saturation: event deliveries a second to 20 and to 200 subscribers, every byte of which is received.
import { encodeEvents } from '@landale/protocol'
import { chat, stored } from './src/events.ts'
import { fanOutLandale, fanOutPublisher } from './src/fan-out-load.ts'
import type { Report, Row } from './src/report.ts'
import { startRawPublish, startSocketIo } from './src/rivals.ts'
import { median } from './src/statistics.ts'

const rounds = 3
/** The server's default for a frame's bytes, which chat reaches before it reaches the events a frame may hold. */
const frameBytes = 262_144

/** Enough of them that none is still in a processor's cache when its turn comes again. */
const distinctFrames = 64

type Frames = readonly [string, ...string[]]

/** Frames as the server makes them of chat, each of other events. */
function framesOf(count: number): { frames: Frames; frameEvents: number } {
  const frameEvents = Math.floor(frameBytes / JSON.stringify(stored(chat(0), 1)).length)
  const frame = (number: number) => {
    const first = number * frameEvents
    const bodies = Array.from({ length: frameEvents }, (_, index) =>
      JSON.stringify(stored(chat(first + index), first + index + 1)),
    )
    return encodeEvents('events:chat', first, bodies)
  }
  return { frames: [frame(0), ...Array.from({ length: count - 1 }, (_, index) => frame(index + 1))], frameEvents }
}

export async function run(): Promise<Report> {
  const rows: Row[] = []
  const { frames, frameEvents } = framesOf(distinctFrames)
  const seconds = 4
  for (const subscribers of [20, 200]) {
    const figures = {
      ours: [] as number[],
      raw: [] as number[],
      repeated: [] as number[],
      single: [] as number[],
      rival: [] as number[],
    }
    const load = { subscribers, seconds, frameEvents }
    for (let round = 0; round < rounds; round += 1) {
      figures.ours.push(await fanOutLandale({ subscribers, seconds: 5 }))
      {
        await using server = await startRawPublish()
        figures.raw.push(await fanOutPublisher(server, { ...load, frames, protocol: 'plain' }))
      }
      {
        await using server = await startRawPublish()
        figures.repeated.push(await fanOutPublisher(server, { ...load, frames: [frames[0]], protocol: 'plain' }))
      }
      {
        await using server = await startRawPublish()
        const frame = encodeEvents('events:chat', 0, [JSON.stringify(stored(chat(0), 1))])
        figures.single.push(await fanOutPublisher(server, { ...load, frames: [frame], frameEvents: 1, protocol: 'plain' }))
      }
      await using server = await startSocketIo()
      figures.rival.push(await fanOutPublisher(server, { ...load, frames: [frames[0]], protocol: 'socket.io' }))
    }
    const [ours, raw, repeated, rival] = [
      median(figures.ours),
      median(figures.raw),
      median(figures.repeated),
      median(figures.rival),
    ]
    const single = median(figures.single)
    const unit = '/s'
    rows.push(
      {
        measure: `${subscribers} subscribers, deliveries`,
        value: ours,
        unit,
        target: { atLeast: 1_000_000 },
        raw: { name: 'the same frames, over HTTP, published', value: raw },
      },
      { measure: `${subscribers} subscribers, of that raw limit`, value: (ours / raw) * 100, unit: '%', target: { atLeast: 40 } },
      {
        measure: `${subscribers} subscribers, of one ready frame repeated (${(repeated / 1e6).toFixed(2)} M/s)`,
        value: (ours / repeated) * 100,
        unit: '%',
      },
      {
        measure: `${subscribers} subscribers, of one event a frame (${(single / 1e6).toFixed(2)} M/s)`,
        value: (ours / single) * 100,
        unit: '%',
      },
      { measure: `${subscribers} subscribers, durably appended meanwhile`, value: ours / subscribers, unit },
      { measure: `${subscribers} subscribers, Socket.IO on Node repeating one frame`, value: rival, unit },
    )
  }
  return {
    bench: 'fan-out',
    rounds,
    rows,
    notes: [
      `frames of ${frameEvents} events, 256 KB; ours are appended in lists, made durable, and parsed by one subscriber meanwhile`,
      'all subscribers and the appending share one process; the other subscribers count every byte',
    ],
  }
}
