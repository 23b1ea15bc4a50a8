// What viewers see, and how soon: an alert and a takeover until they are painted, and how steadily frames come while much is on.
import { Event } from '@landale/protocol'
import { follow } from './src/events.ts'
import { append, type Landale } from './src/landale.ts'
import type { Report, Row } from './src/report.ts'
import { type Frames, steadiness } from './src/stage-frames.ts'
import { bareFloor, command, openOverlay, openScene, paintMs, type Scene, startStorm } from './src/stage-scene.ts'
import { medianOf, quantile } from './src/statistics.ts'
import { subscribe } from './src/subscriber.ts'

const rounds = Number(process.env.LANDALE_BENCH_ROUNDS ?? 3)
/** Of a round, and warmed up by a tenth of it. */
const alerts = Number(process.env.LANDALE_BENCH_ALERTS ?? 80)
const takeovers = Number(process.env.LANDALE_BENCH_TAKEOVERS ?? 40)
const storm = { perSecond: 1_000, perRequest: 20 }
/** Between two cues of a layer, with a little more. */
const betweenCuesMs = 650
const frameMs = 1_000 / 60

type Waits = Record<'p50' | 'p95' | 'p99', number>

const waitsOf = (samples: readonly number[]): Waits => ({
  p50: quantile(samples, 0.5),
  p95: quantile(samples, 0.95),
  p99: quantile(samples, 0.99),
})

/** The moments the log put on what viewers did, by position. */
async function stampsOf({ port }: Landale): Promise<Map<number, number>> {
  const stamps = new Map<number, number>()
  await subscribe(port, 'interactions', ({ events }) => {
    for (const event of events) {
      const { position, inserted_at } = Event.parse(event)
      stamps.set(position, Date.parse(inserted_at))
    }
  })
  return stamps
}

/** Alerts one at a time into a queue that is empty, and after each the floor in the same page. */
async function alertRound(scene: Scene, count: number): Promise<{ asked: number[]; stamped: number[]; floor: number[] }> {
  const page = await openOverlay(scene, 'alerts')
  using floor = await bareFloor(page)
  const stamps = await stampsOf(scene.server)
  const taken: { position: number; beganAt: number; paintedAt: number }[] = []
  const floors: number[] = []
  const warmUp = Math.ceil(count / 10)
  for (let index = 0; index < warmUp + count; index += 1) {
    let position = 0
    const body = JSON.stringify(follow())
    const take = await paintMs(page, '[data-layer="midground"]:not([data-state="hidden"])', async () => {
      position = (await append(scene.server, body)).position
    })
    await command(scene.server, 'queue.skip')
    const free = Bun.sleep(betweenCuesMs + Math.random() * frameMs)
    await page.waitForSelector('[data-layer="midground"][data-state="hidden"]', { state: 'attached' })
    const floorMs = await floor.sampleMs()
    await free
    if (index < warmUp) continue
    taken.push({ position, ...take })
    floors.push(floorMs)
  }
  await page.context().close()
  return {
    asked: taken.map(({ beganAt, paintedAt }) => paintedAt - beganAt),
    stamped: taken.map(({ position, paintedAt }) => paintedAt - (stamps.get(position) ?? Number.NaN)),
    floor: floors,
  }
}

async function takeoverRound(scene: Scene, count: number): Promise<{ asked: number[]; floor: number[] }> {
  const page = await openOverlay(scene, 'takeover')
  using floor = await bareFloor(page)
  const asked: number[] = []
  const floors: number[] = []
  const warmUp = Math.ceil(count / 10)
  for (let index = 0; index < warmUp + count; index += 1) {
    await page.waitForSelector('[data-cover="down"]', { state: 'attached' })
    await Bun.sleep(Math.random() * frameMs)
    floors.push(await floor.sampleMs())
    const { beganAt, paintedAt } = await paintMs(page, '[data-cover="up"]', () =>
      command(scene.server, 'takeover.start', { kind: 'screen-cover' }),
    )
    asked.push(paintedAt - beganAt)
    await command(scene.server, 'takeover.end')
  }
  await page.context().close()
  return { asked: asked.slice(warmUp), floor: floors.slice(warmUp) }
}

function alertRows(name: string, waits: Record<'asked' | 'stamped' | 'floor', Waits>, target: number): Row[] {
  const row = (measure: string, value: number, floor: number, more: Pick<Row, 'target'> = {}): Row => ({
    measure: `${name}: ${measure}`,
    value,
    unit: 'ms',
    raw: { name: 'bare message → paint', value: floor },
    ...more,
  })
  const { asked, stamped, floor } = waits
  return [
    row('stamp → paint, p50', stamped.p50, floor.p50),
    row('stamp → paint, p95', stamped.p95, floor.p95, { target: { atMost: target } }),
    row('stamp → paint, p99', stamped.p99, floor.p99),
    row('append begins → paint, p50', asked.p50, floor.p50),
    row('append begins → paint, p95', asked.p95, floor.p95),
    row('append begins → paint, p99', asked.p99, floor.p99),
  ]
}

function frameRows(frames: Frames): Row[] {
  return [
    {
      measure: `frames ≤ 20 ms, ${frames.what}`,
      value: frames.share,
      unit: '%',
      target: { atLeast: 99 },
      raw: { name: 'empty page', value: frames.emptyShare },
    },
    {
      measure: 'the longest of a hundred frames',
      value: frames.p99,
      unit: 'ms',
      raw: { name: 'empty page', value: frames.emptyP99 },
    },
    { measure: 'frames a second', value: frames.fps, unit: '/s', raw: { name: 'empty page', value: frames.emptyFps } },
  ]
}

/** The median of each figure over rounds of its own. */
function medians<Name extends string>(of: readonly Record<Name, number[]>[], name: Name): Waits {
  return medianOf(of.map((round) => waitsOf(round[name])))
}

export async function run(): Promise<Report> {
  const all = { quiet: [] as Awaited<ReturnType<typeof alertRound>>[], storm: [] as Awaited<ReturnType<typeof alertRound>>[] }
  const covers: Awaited<ReturnType<typeof takeoverRound>>[] = []
  const frames: Frames[] = []
  for (let round = 0; round < rounds; round += 1) {
    await using scene = await openScene()
    all.quiet.push(await alertRound(scene, alerts))
    covers.push(await takeoverRound(scene, takeovers))
    frames.push(await steadiness(scene))
    using _ = startStorm({ url: scene.server.url, ...storm })
    all.storm.push(await alertRound(scene, alerts))
  }
  const waits = (of: typeof all.quiet) => ({
    asked: medians(of, 'asked'),
    stamped: medians(of, 'stamped'),
    floor: medians(of, 'floor'),
  })
  const [cover, floor] = [medians(covers, 'asked'), medians(covers, 'floor')]
  const bare = 'bare message → paint'
  return {
    bench: 'stage',
    rounds,
    rows: [
      ...alertRows('alert, quiet', waits(all.quiet), 30),
      ...alertRows('alert, 1,000/s of chat', waits(all.storm), 75),
      { measure: 'takeover asked → covered, p50', value: cover.p50, unit: 'ms', raw: { name: bare, value: floor.p50 } },
      {
        measure: 'takeover asked → covered, p99',
        value: cover.p99,
        unit: 'ms',
        target: { atMost: 100 },
        raw: { name: bare, value: floor.p99 },
      },
      ...frameRows({ ...medianOf(frames.map(({ what: _, ...figures }) => figures)), what: frames[0]?.what ?? '' }),
    ],
    notes: [
      `a round: ${alerts} alerts a condition, ${takeovers} takeovers; Chromium without a display or a graphics card, at 1920 × 1080`,
      'painted: a task after the frame in which it first stands in the document; the floor is a message of Bun.serve in the same page',
      'bench and page each set their performance.now() by the ticks of the one wall clock; the log’s stamp is cut to the millisecond',
      `the storm comes in lists of ${storm.perRequest}, from a thread of its own; the alerts’ page alone is open`,
    ],
  }
}
