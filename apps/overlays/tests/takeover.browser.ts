// The takeover page in a real Chromium against the real server. What it promises is privacy, so what is counted is pixels.
import { afterAll, afterEach, beforeAll, expect, test } from 'bun:test'
import { armStopwatch, noteArrivals, readStopwatch } from './stopwatch.ts'
import {
  address,
  end,
  film,
  holes,
  openBrowser,
  openTakeover,
  type ServerProcess,
  type Start,
  serverProcess,
  start,
  type TestBrowser,
  temporaryFolder,
  waitForCover,
  waitForWords,
} from './takeover-page.ts'

let chromium: TestBrowser
let server: ServerProcess
beforeAll(async () => {
  chromium = await openBrowser()
  server = await serverProcess()
}, 30_000)
afterAll(async () => {
  await chromium[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

afterEach(() => end(server))

const small = { viewport: { width: 640, height: 360 } }

test('with nothing on, the whole screen is the game’s', async () => {
  const { page, faults } = await openTakeover(chromium, server)
  await waitForCover(page, 'down')
  expect(await holes(page)).toBe(1_920 * 1_080)
  expect(faults).toEqual([])
  await page.close()
}, 30_000)

test('a page that is opened or reloaded in the middle is opaque at every moment from its first paint', async () => {
  await start(server, { kind: 'screen-cover' })
  const { page, faults } = await chromium.open('about:blank')
  await page.goto(address(server), { waitUntil: 'commit' })
  const opened = await seenThrough(page)
  const reloaded: number[] = []
  for (let round = 0; round < 3; round += 1) {
    await page.reload({ waitUntil: 'commit' })
    reloaded.push(...(await seenThrough(page)))
  }
  expect([...opened, ...reloaded]).toEqual(Array(16).fill(0))
  expect(faults).toEqual([])
  await end(server)
  await waitForCover(page, 'down')
  await page.close()

  /** At once, once the document is there, once it is connected, and with its words. */
  async function seenThrough(of: typeof page): Promise<number[]> {
    const counts = [await holes(of)]
    await of.waitForSelector('#cover')
    counts.push(await holes(of))
    await of.waitForSelector('#root[data-connected="true"]')
    counts.push(await holes(of))
    await waitForWords(of, 'screen-cover')
    counts.push(await holes(of))
    return counts
  }
}, 60_000)

test('filmed, a reload in the middle has not one frame that the game is seen in', async () => {
  await start(server, { kind: 'screen-cover' })
  const { page } = await openTakeover(chromium, server, small)
  await waitForWords(page, 'screen-cover')
  const camera = await film(page)
  await page.reload({ waitUntil: 'commit' })
  await waitForWords(page, 'screen-cover')
  const frames = camera.frames()
  console.log(`filmed ${frames.length} frames of a reload`)
  expect(frames.length).toBeGreaterThan(1)
  expect(frames.filter((frame) => frame.holes > 0)).toEqual([])
  await camera.stop()
  await end(server)
  await waitForCover(page, 'down')
  await page.close()
}, 60_000)

test('an open page is covered on the frame after the command, and its words come in front of that', async () => {
  const { page, faults } = await chromium.open('about:blank')
  await page.addInitScript(noteArrivals)
  await page.goto(address(server))
  await waitForCover(page, 'down')
  const takes: { push: number; command: number }[] = []
  for (let round = 0; round < 10; round += 1) {
    await page.evaluate(armStopwatch)
    const commandAt = Date.now()
    await start(server, { kind: 'screen-cover' })
    const { pushMs, paintedAt, isWhole } = await page.evaluate(readStopwatch)
    expect(isWhole).toBe(true)
    takes.push({ push: pushMs, command: paintedAt - commandAt })
    if (round === 0) expect(await holes(page)).toBe(0)
    await end(server)
    await waitForCover(page, 'down')
  }
  const worst = (key: 'push' | 'command') => Math.max(...takes.map((take) => take[key])).toFixed(1)
  console.log(`covered: ${worst('push')} ms from the push, ${worst('command')} ms from the command, the worst of ${takes.length}`)
  expect(faults).toEqual([])
  await page.close()
}, 60_000)

test('it ends by hand, by a reveal, and by time, on the server’s clock', async () => {
  const { page, faults } = await openTakeover(chromium, server)
  await start(server, { kind: 'please-stand-by' })
  await waitForWords(page, 'please-stand-by')
  expect(await page.locator('.countdown').count()).toBe(0)
  await end(server)
  await waitForCover(page, 'down')
  expect(await holes(page)).toBe(1_920 * 1_080)
  await start(server, { kind: 'please-stand-by', duration_ms: 2_500 })
  await waitForWords(page, 'please-stand-by')
  expect(await page.locator('.countdown').textContent()).toMatch(/^0:0[123]$/)
  expect(await holes(page)).toBe(0)
  await waitForCover(page, 'down')
  expect(await holes(page)).toBe(1_920 * 1_080)
  expect(faults).toEqual([])
  await page.close()
}, 60_000)

test('one takeover gives way to another without a frame of the game between them', async () => {
  const { page, faults } = await openTakeover(chromium, server, small)
  const kinds = ['screen-cover', 'technical-difficulties', 'please-stand-by', 'custom', 'screen-cover']
  await start(server, { kind: 'custom', message: 'First this' })
  await waitForWords(page, 'custom')
  const camera = await film(page)
  for (const kind of kinds) {
    await start(server, { kind, message: 'Then that' })
    await waitForWords(page, kind)
    await page.waitForFunction(() => document.querySelectorAll('.item').length === 1)
  }
  const frames = camera.frames()
  console.log(`filmed ${frames.length} frames of ${kinds.length} swaps`)
  expect(frames.length).toBeGreaterThan(10)
  expect(frames.filter((frame) => frame.holes > 0)).toEqual([])
  await end(server)
  await waitForCover(page, 'down')
  // The camera does see the game where that is to be seen.
  expect(camera.frames().some((frame) => frame.holes > 0)).toBe(true)
  await camera.stop()
  expect(faults).toEqual([])
  await page.close()
}, 60_000)

test('a cover that is called back while it leaves is there at once', async () => {
  const { page } = await openTakeover(chromium, server)
  await start(server, { kind: 'screen-cover' })
  await waitForWords(page, 'screen-cover')
  await end(server)
  await waitForCover(page, 'leaving')
  await start(server, { kind: 'screen-cover', message: 'Again' })
  await waitForCover(page, 'up')
  expect(await holes(page)).toBe(0)
  await page.locator('.message', { hasText: 'Again' }).waitFor()
  await end(server)
  await waitForCover(page, 'down')
  await page.close()
}, 30_000)

test('without a server it stays covered, until that comes back and says that it is over', async () => {
  using folder = temporaryFolder()
  const first = await serverProcess({ dataDir: folder.path })
  const { page } = await openTakeover(chromium, first)
  await start(first, { kind: 'screen-cover' })
  await waitForWords(page, 'screen-cover')
  await first.kill()
  await page.waitForSelector('#root[data-connected="false"]')
  expect(await holes(page)).toBe(0)
  await using second = await serverProcess({ dataDir: folder.path, ports: first.ports })
  await page.waitForSelector('#root[data-connected="true"]', { timeout: 30_000 })
  expect(await holes(page)).toBe(0)
  await end(second)
  await waitForCover(page, 'down')
  await page.close()
}, 90_000)

test('without a server it is uncovered when its time is up', async () => {
  using folder = temporaryFolder()
  const lone = await serverProcess({ dataDir: folder.path })
  const { page } = await openTakeover(chromium, lone)
  await start(lone, { kind: 'screen-cover', duration_ms: 4_000 })
  await waitForWords(page, 'screen-cover')
  await lone.kill()
  await page.waitForSelector('#root[data-connected="false"]')
  expect(await holes(page)).toBe(0)
  await waitForCover(page, 'down')
  expect(await page.locator('#root[data-connected="false"]').count()).toBe(1)
  await page.close()
}, 60_000)

test('a refresh with nothing on begins uncovered, without waiting for the server', async () => {
  const { page } = await openTakeover(chromium, server, small)
  await waitForCover(page, 'down')
  // Whatever is said on the socket would come too late to be seen here.
  await page.routeWebSocket(/\/socket/, () => {})
  await page.reload()
  await waitForCover(page, 'down')
  expect(await holes(page)).toBe(640 * 360)
  await page.close()
}, 30_000)

test('a page that cannot join knows from its own first bytes whether it covers', async () => {
  const { page } = await chromium.open('about:blank', small)
  await page.routeWebSocket(/\/socket/, () => {})
  await start(server, { kind: 'screen-cover' })
  await page.goto(address(server))
  await page.waitForSelector('.canvas', { state: 'attached' })
  expect(await holes(page)).toBe(0)
  await end(server)
  await page.reload()
  await page.waitForSelector('.canvas', { state: 'attached' })
  expect(await holes(page)).toBe(640 * 360)
  await page.close()
}, 30_000)

test('with less motion nothing moves, and privacy is as quick', async () => {
  const { page } = await openTakeover(chromium, server, { reducedMotion: 'reduce' })
  await start(server, { kind: 'screen-cover' })
  await waitForCover(page, 'up')
  expect(await holes(page)).toBe(0)
  await waitForWords(page, 'screen-cover')
  await start(server, { kind: 'technical-difficulties' })
  await waitForWords(page, 'technical-difficulties')
  const moved = await page.evaluate(() =>
    ['.plane', '.heat', '.headline', '.line', '#cover', '.canvas'].filter((selector) =>
      [...document.querySelectorAll(selector)].some((element) => {
        const { transform } = getComputedStyle(element)
        return transform !== 'none' && !new DOMMatrix(transform).isIdentity
      }),
    ),
  )
  expect(moved).toEqual([])
  await end(server)
  await waitForCover(page, 'down')
  await page.close()
}, 30_000)

const texts: Record<string, string> = {
  short: 'Back soon',
  long: 'W'.repeat(280),
  words: 'A message that goes on and on and does not come to its point before the line is full. '.repeat(3).trim(),
  emoji: '👩🏽‍🚒🏳️‍🌈🫖'.repeat(16),
  arabic: 'سنعود بعد قليل، شكرا لصبركم 👋🏽 '.repeat(8).trim(),
  japanese: '只今、機材を確認しています。少々お待ちください。'.repeat(11),
}
/** The longest time takes most of the room; without one a message has it all. */
const starts: Start[] = ['technical-difficulties', 'please-stand-by', 'screen-cover', 'custom'].flatMap((kind) => [
  ...Object.values(texts).map((message) => ({ kind, message, duration_ms: 86_000_000 })),
  { kind, message: texts.words ?? '' },
])

test('no message overflows its place, is cut, or comes near the edge, whatever it is written in', async () => {
  const { page, faults } = await openTakeover(chromium, server)
  for (const payload of starts) {
    await start(server, payload)
    await waitForWords(page, payload.kind)
    await page.waitForFunction((message) => {
      const [said, ...others] = document.querySelectorAll('.message')
      return others.length === 0 && said?.textContent === message && document.querySelectorAll('.item').length === 1
    }, payload.message)
    const wrong = await page.evaluate(() => {
      const faulty: string[] = []
      for (const element of document.querySelectorAll<HTMLElement>('.message, .message-box, .line, .countdown')) {
        const { clientWidth, scrollWidth } = element
        if (scrollWidth > clientWidth) faulty.push(`${element.className}: ${scrollWidth} in ${clientWidth} wide`)
      }
      const message = document.querySelector('.message')
      const inside = message?.getBoundingClientRect()
      const box = message?.parentElement?.getBoundingClientRect()
      if (inside && box && (inside.height > box.height + 1 || inside.bottom > 1_080 - 48))
        faulty.push(`the message is ${inside.height} in ${box.height} high`)
      if (message && Number.parseFloat(getComputedStyle(message).fontSize) < 24)
        faulty.push(`the message is set in ${getComputedStyle(message).fontSize}`)
      const countdown = document.querySelector('.countdown')?.getBoundingClientRect()
      if (countdown && box && inside) {
        const isApart =
          countdown.left >= box.right ||
          countdown.right <= box.left ||
          countdown.top >= inside.bottom ||
          countdown.bottom <= inside.top
        if (!isApart) faulty.push('the countdown is in the message')
        if (countdown.right > 1_920 - 47) faulty.push(`the countdown ends at ${countdown.right}`)
      }
      return faulty
    })
    expect({ ...payload, wrong }).toEqual({ ...payload, wrong: [] })
  }
  await end(server)
  await waitForCover(page, 'down')
  expect(faults).toEqual([])
  await page.close()
}, 120_000)
