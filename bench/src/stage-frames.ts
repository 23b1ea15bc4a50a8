// How steadily frames come while chat runs, an alert is always coming or going, and emotes fall.
import { overlayNames } from '@landale/protocol'
import { chat, follow, listOf } from './events.ts'
import { append, keys } from './landale.ts'
import { pace } from './pace.ts'
import { watchFrames } from './stage-page.ts'
import { command, type Page, type Scene } from './stage-scene.ts'
import { quantile } from './statistics.ts'

const seconds = Number(process.env.LANDALE_BENCH_FRAME_SECONDS ?? 20)
const longMs = 20
const chatPerSecond = 20
const emotes = 60
/** An alert comes for as long, and then goes: of its motions one is nearly always under way. */
const alertMs = 700
const gapMs = 650

type Steadiness = { share: number; p99: number; fps: number }
export type Frames = Steadiness & { emptyShare: number; emptyP99: number; emptyFps: number; what: string }

const wanted = ['chat', 'alerts', 'emotes']

export async function steadiness(scene: Scene): Promise<Frames> {
  const names: string[] = []
  for (const name of overlayNames) {
    if (wanted.includes(name) && (await fetch(`${scene.server.url}/overlay/${name}`)).ok) names.push(name)
  }
  const empty = await openFrames(scene, [])
  const bare = await watch(empty)
  await empty.context().close()
  const page = await openFrames(scene, names)
  const stop = new AbortController()
  const load = Promise.all([talk(scene, stop.signal), alert(scene, stop.signal)])
  if (names.includes('emotes')) await rain(scene)
  const full = await watch(page)
  stop.abort()
  await load
  await page.context().close()
  const what = `chat at ${chatPerSecond}/s, alerts in motion, ${names.length === wanted.length ? `${emotes} emotes` : 'without emotes'}`
  return { ...full, emptyShare: bare.share, emptyP99: bare.p99, emptyFps: bare.fps, what }
}

/** Sources of one scene, in frames of one page: they share its thread, as the worst case. */
async function openFrames({ chromium, server }: Scene, names: readonly string[]): Promise<Page> {
  const { page } = await chromium.open('about:blank')
  const frame = (name: string) => `<iframe id="${name}" src="/overlay/${name}?key=${keys.overlay}"></iframe>`
  const style = 'iframe { position: fixed; inset: 0; width: 100%; height: 100%; border: 0 }'
  const body = `<!doctype html><style>${style}</style>${names.map(frame).join('')}`
  await page.route(`${server.url}/scene`, (route) => route.fulfill({ contentType: 'text/html', body }))
  await page.goto(`${server.url}/scene`)
  for (const name of names) await page.frameLocator(`#${name}`).locator('#root[data-connected="true"]').waitFor()
  return page
}

async function watch(page: Page): Promise<Steadiness> {
  await page.evaluate(watchFrames, 2_000)
  const deltas = await page.evaluate(watchFrames, seconds * 1_000)
  const total = deltas.reduce((sum, delta) => sum + delta, 0)
  const short = deltas.filter((delta) => delta <= longMs)
  return { share: (short.length / deltas.length) * 100, p99: quantile(deltas, 0.99), fps: deltas.length / (total / 1_000) }
}

async function talk({ server }: Scene, signal: AbortSignal): Promise<void> {
  for (let said = 0; !signal.aborted; said += chatPerSecond)
    await pace({ perSecond: chatPerSecond, count: chatPerSecond }, async (index) => {
      await append(server, JSON.stringify(chat(Date.now() * 100 + said + index)))
    })
}

async function alert({ server }: Scene, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await append(server, JSON.stringify(follow()))
    await Bun.sleep(alertMs)
    await command(server, 'queue.skip')
    await Bun.sleep(gapMs)
  }
}

/** As many emotes as may fall at once. */
async function rain({ server }: Scene): Promise<void> {
  await append(
    server,
    listOf(emotes, (index) => chat(Date.now() * 1_000 + index)),
  )
}
