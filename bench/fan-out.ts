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

export async function run(): Promise<Report> {
  const rows: Row[] = []
  const frameEvents = Math.floor(frameBytes / JSON.stringify(stored(chat(0), 1)).length)
  const events = Array.from({ length: frameEvents }, (_, index) => stored(chat(index), index + 1))
  const frame = encodeEvents(
    'events:chat',
    0,
    events.map((event) => JSON.stringify(event)),
  )
  for (const subscribers of [20, 200]) {
    const figures = { ours: [] as number[], raw: [] as number[], rival: [] as number[] }
    for (let round = 0; round < rounds; round += 1) {
      figures.ours.push(await fanOutLandale({ subscribers, seconds: 5 }))
      {
        await using server = await startRawPublish()
        figures.raw.push(await fanOutPublisher(server, { subscribers, seconds: 4, frame, frameEvents, protocol: 'plain' }))
      }
      await using server = await startSocketIo()
      const object = JSON.stringify({ prev: 0, events })
      figures.rival.push(
        await fanOutPublisher(server, { subscribers, seconds: 4, frame: object, frameEvents, protocol: 'socket.io' }),
      )
    }
    const [ours, raw, rival] = [median(figures.ours), median(figures.raw), median(figures.rival)]
    const unit = '/s'
    rows.push(
      {
        measure: `${subscribers} subscribers, deliveries`,
        value: ours,
        unit,
        target: { atLeast: 1_000_000 },
        raw: { name: 'publish of such frames', value: raw },
      },
      { measure: `${subscribers} subscribers, of the raw limit`, value: (ours / raw) * 100, unit: '%', target: { atLeast: 40 } },
      { measure: `${subscribers} subscribers, durably appended meanwhile`, value: ours / subscribers, unit },
      { measure: `${subscribers} subscribers, Socket.IO on Node`, value: rival, unit },
    )
  }
  return {
    bench: 'fan-out',
    rounds,
    rows,
    notes: [
      `frames of ${frameEvents} events, 256 KB; ours are appended durably and parsed meanwhile, those of the others repeat one that is ready`,
      'all subscribers and the appending share one process; one subscriber parses everything, the others count every byte',
    ],
  }
}
