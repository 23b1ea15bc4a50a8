// The emote rain in a real Chromium against the real server, with the platform's pictures from one that stands for it.
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { resolve } from 'node:path'
import { openBrowser, type TestBrowser } from '@landale/testing/browser'
import { keys, type ServerProcess, serverProcess } from '@landale/testing/server'
import { PNG } from 'pngjs'
import { append, layBehind, message, type Page, person, takeBack } from './chat-page.ts'
import { openTabs, until } from './hidden-tab.ts'

const pictureOf = (width: number, height: number) =>
  new Uint8Array(PNG.sync.write(Object.assign(new PNG({ width, height }), { data: Buffer.alloc(width * height * 4, 200) })))
const [square, wide] = [pictureOf(112, 112), pictureOf(896, 112)]

/** Emotes by their id's first word: what is `gone` there is no picture of. */
function pictureAt({ url }: Request): Response {
  const { pathname } = new URL(url)
  if (pathname.startsWith('/gone')) return new Response('', { status: 404 })
  return new Response(pathname.startsWith('/wide') ? wide : square)
}

let chromium: TestBrowser
let cdn: Bun.Server<undefined>
let server: ServerProcess
beforeAll(async () => {
  cdn = Bun.serve({ port: 0, fetch: pictureAt })
  ;[chromium, server] = await Promise.all([
    openBrowser(),
    serverProcess({ environment: { TWITCH_EMOTES_URL: `http://127.0.0.1:${cdn.port}` } }),
  ])
}, 30_000)
setDefaultTimeout(30_000)
afterAll(async () => {
  await Promise.all([chromium[Symbol.asyncDispose](), server[Symbol.asyncDispose](), cdn.stop(true)])
})

const address = (query = '', overlay = 'emotes') => `${server.url}/overlay/${overlay}?key=${keys.overlay}${query}`

async function open(query = '', options: Parameters<TestBrowser['open']>[1] = {}) {
  await takeBack(server, 'chat.cleared', {})
  const opened = await chromium.open('about:blank', options)
  await opened.page.addInitScript(countFrames)
  await opened.page.addInitScript(noteWords)
  await opened.page.goto(address(query))
  await opened.page.waitForSelector('#root[data-connected="true"] .rain')
  return opened
}

/** Says a message of so many emotes, and nothing else. */
const throwEmotes = (id: string, count = 1, { emote = 'emotesv2_a', user = person('1') } = {}) =>
  append(server, [
    message({
      id,
      user,
      fragments: Array.from({ length: count }, () => ({ kind: 'emote', text: 'kettleScream', emote_id: emote })),
    }),
  ])

declare global {
  interface Window {
    /** Who has a frame of their own, of those who asked for one lately. */
    frameAskers?: Set<FrameRequestCallback>
    looks?: Look[][]
    told?: string
  }
}

/** Before the page's own scripts. */
function countFrames(): void {
  const ask = window.requestAnimationFrame.bind(window)
  window.frameAskers = new Set()
  window.requestAnimationFrame = (run) => {
    window.frameAskers?.add(run)
    return ask(run)
  }
}

/** Keeps what the page is told, which it need not show. */
function noteWords(): void {
  const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data')
  Object.defineProperty(MessageEvent.prototype, 'data', {
    get() {
      const said: unknown = data?.get?.call(this)
      window.told = `${window.told ?? ''}${said}`
      return said
    },
  })
}

/** Whoever asks for a frame in the next half a second. */
async function askers(page: Page): Promise<number> {
  await page.evaluate(() => window.frameAskers?.clear())
  await frames(page, 30)
  return await page.evaluate(() => window.frameAskers?.size ?? 0)
}

/** So many frames go by, which are counted from outside of the page. */
async function frames(page: Page, count: number): Promise<void> {
  await page.evaluate(
    (count) =>
      new Promise<void>((resolve) => {
        const channel = new MessageChannel()
        const start = performance.now()
        channel.port1.onmessage = () =>
          performance.now() - start > (count * 1_000) / 60 ? resolve() : channel.port2.postMessage(0)
        channel.port2.postMessage(0)
      }),
    count,
  )
}

type Look = { drop: string; x: number; y: number; transform: string; opacity: number }

/** Notes every flake in every frame from here on. */
function record(page: Page): Promise<void> {
  return page.evaluate(() => {
    const looks: Look[][] = []
    window.looks = looks
    const note = () => {
      looks.push(
        [...document.querySelectorAll<HTMLElement>('.flake')].map((flake) => {
          const { left: x, top: y } = flake.getBoundingClientRect()
          const { transform, opacity } = flake.style
          return { drop: flake.dataset.drop ?? '', x, y, transform, opacity: Number(opacity || 0) }
        }),
      )
      requestAnimationFrame(note)
    }
    note()
  })
}

const recorded = (page: Page) => page.evaluate(() => window.looks ?? [])
const isEmpty = (page: Page) => page.waitForSelector('.flake', { state: 'detached' })

test('emotes fall from above the screen to its foot, lie there, fade, and then no frame is asked for', async () => {
  const { page, faults } = await open()
  await page.waitForFunction(() => document.readyState === 'complete')
  await record(page)
  await throwEmotes('a', 3)
  await page.waitForFunction(() => document.querySelectorAll('.flake').length === 3)
  await page.waitForFunction(() => [...document.images].every(({ naturalWidth }) => naturalWidth === 112))
  await isEmpty(page)
  const looks = (await recorded(page)).flatMap((frame) => frame.slice(0, 1)).filter(({ opacity }) => opacity > 0)
  expect(looks[0]?.y).toBeLessThan(0)
  const lowest = Math.max(...looks.map(({ y }) => y))
  expect(lowest).toBeWithin(1_000, 1_080)
  expect(looks.at(-1)?.y).toBeCloseTo(lowest, -2)
  expect(looks.at(-1)?.opacity).toBeLessThan(1)
  expect(faults).toEqual([])

  // A page that comes later does not pour what is past.
  await page.reload()
  await page.waitForSelector('#root[data-connected="true"] .rain')
  // The page's own vitals count frames; GSAP, which nothing moves by here, goes to sleep.
  while ((await askers(page)) > 1);
  await throwEmotes('b')
  await page.waitForSelector('.flake', { state: 'attached' })
  expect(await page.locator('.flake').count()).toBe(1)
  expect(await askers(page)).toBe(2)
  await isEmpty(page)
  expect(await askers(page)).toBe(1)
})

test('beyond the limit the oldest make room', async () => {
  const { page } = await open('&limit=4')
  await throwEmotes('a', 4)
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLElement>('.flake')].every(({ style }) => style.opacity === '1'),
  )
  const first = await page.locator('.flake').first().getAttribute('data-drop')
  await throwEmotes('b', 3)
  await page.waitForFunction((first) => {
    const drops = [...document.querySelectorAll<HTMLElement>('.flake')].map(({ dataset }) => dataset.drop)
    return drops.length === 4 && drops.filter((drop) => drop === first).length === 1
  }, first)
})

test('what a moderator takes back vanishes at once, and what somebody else threw falls on', async () => {
  const { page } = await open()
  await throwEmotes('a', 3)
  await page.waitForSelector('.flake', { state: 'attached' })
  const taken = await page.locator('.flake').first().getAttribute('data-drop')
  await throwEmotes('b', 2, { user: person('2') })
  await page.waitForFunction(() => document.querySelectorAll('.flake').length === 5)
  await record(page)
  await takeBack(server, 'chat.message.deleted', { message_id: 'a', user: person('1') })
  await page.waitForFunction(() => document.querySelectorAll('.flake').length === 2)
  const dimmed = (await recorded(page)).flat().filter(({ drop, opacity }) => drop === taken && opacity > 0 && opacity < 1)
  expect(dimmed).toEqual([])
  await takeBack(server, 'chat.user.cleared', { user: person('2') })
  await isEmpty(page)
})

test('with less motion they come and go in a row at the foot, by opacity alone', async () => {
  const { page } = await open('', { reducedMotion: 'reduce' })
  await record(page)
  await throwEmotes('a')
  await page.waitForFunction(() => document.querySelectorAll('.flake').length === 1)
  await isEmpty(page)
  const looks = (await recorded(page)).flat()
  const seen = looks.filter(({ opacity }) => opacity > 0)
  expect(new Set(seen.map(({ transform }) => transform)).size).toBe(1)
  expect(new Set(seen.map(({ opacity }) => opacity)).size).toBeGreaterThan(5)
  expect(seen[0]?.y).toBeWithin(900, 1_050)
})

test('an emote without a picture falls as its word, which lies on the foot as wide as it is', async () => {
  const { page } = await open()
  await throwEmotes('a', 1, { emote: 'gone_1' })
  await page.waitForSelector('.flake[data-word="true"]', { state: 'attached' })
  expect(await page.locator('.flake').textContent()).toBe('kettleScream')
  await page.waitForFunction(() => (document.querySelector('.flake span')?.getBoundingClientRect().bottom ?? 0) > 1_060)
  const box = await page.locator('.flake span').boundingBox()
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(1_084)
})

test('off air nothing moves, and back on air what was thrown meanwhile is not poured', async () => {
  const { page } = await open()
  const say = (active: boolean) =>
    page.evaluate(
      (active) => void window.dispatchEvent(new CustomEvent('obsSourceActiveChanged', { detail: { active } })),
      active,
    )
  await throwEmotes('a')
  await page.waitForFunction(() => (document.querySelector('.flake')?.getBoundingClientRect().top ?? 0) > 100)
  await say(false)
  const stopped = await page.locator('.flake').getAttribute('style')
  await throwEmotes('b', 5)
  await throwEmotes('c', 5, { user: person('2'), emote: 'emotesv2_last' })
  await page.waitForFunction(() => window.told?.includes('emotesv2_last'))
  await frames(page, 12)
  expect(await page.locator('.flake').getAttribute('style')).toBe(stopped)
  await say(true)
  await page.waitForFunction((stopped) => document.querySelector('.flake')?.getAttribute('style') !== stopped, stopped)
  expect(await page.locator('.flake').count()).toBe(1)
  await isEmpty(page)
})

test('a page that was hidden pours nothing of what fell meanwhile when it is seen again', async () => {
  await takeBack(server, 'chat.cleared', {})
  const openTab = await openTabs(chromium)
  const tab = await openTab(address())
  await until(tab, `document.querySelector('#root[data-connected="true"] .rain') !== null`)
  await tab.evaluate(`(${noteWords})()`)
  await openTab('about:blank')
  await until(tab, 'document.visibilityState === "hidden"')
  await throwEmotes('a', 6)
  await throwEmotes('b', 6, { user: person('2'), emote: 'emotesv2_last' })
  await until(tab, `window.told?.includes('emotesv2_last') === true`)
  await tab.evaluate(`window.most = 0; new MutationObserver(() => { most = Math.max(most, document.querySelectorAll('.flake').length) })
    .observe(document.querySelector('.rain'), { childList: true })`)
  await tab.show()
  await until(tab, 'document.visibilityState === "visible"')
  await throwEmotes('c', 2)
  await until(tab, `document.querySelectorAll('.flake').length > 0`)
  expect(await tab.evaluate('most')).toBe(2)
})

test('a page with emotes asks nobody but its own server', async () => {
  const opened = await chromium.open('about:blank')
  for (const overlay of ['emotes', 'chat', 'ticker']) {
    const hosts = new Set<string>()
    opened.page.on('request', (request) => void hosts.add(new URL(request.url()).host))
    await opened.page.goto(address('', overlay))
    await opened.page.waitForSelector('#root[data-connected="true"]')
    if (overlay !== 'ticker') {
      await throwEmotes(`asked-${overlay}`)
      await opened.page.waitForFunction(() => [...document.images].some(({ naturalWidth }) => naturalWidth === 112))
    }
    expect([...hosts]).toEqual([new URL(server.url).host])
  }
})

test('in chat an emote is as high as its row, and a wide one is bounded', async () => {
  await takeBack(server, 'chat.cleared', {})
  const { page } = await chromium.open(address('', 'chat'))
  await page.waitForSelector('#root[data-connected="true"] .chat')
  const text = [{ kind: 'text', text: 'said ' }]
  const emote = (id: string) => ({ kind: 'emote', text: 'kettleScream', emote_id: id })
  await append(server, [
    message({ id: 'square', fragments: [...text, emote('emotesv2_a')] }),
    message({ id: 'wide', fragments: [...text, emote('wide_1')] }),
    message({ id: 'without', fragments: text }),
  ])
  await page.waitForSelector('[data-message="without"]')
  await page.waitForFunction(() => document.images.length === 2 && [...document.images].every(({ complete }) => complete))
  const row = await page.locator('[data-message="without"] .line-said').evaluate(({ clientHeight }) => clientHeight)
  for (const [id, proportion] of [
    ['square', 1],
    ['wide', 4 / 1.3],
  ] as const) {
    expect(await page.locator(`[data-message="${id}"] .line-said`).evaluate(({ clientHeight }) => clientHeight)).toBe(row)
    const box = await page.locator(`[data-message="${id}"] img.emote`).boundingBox()
    expect(box?.height).toBeWithin(row * 0.9, row + 1)
    expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(proportion, 1)
  }
})

const shots = process.env.LANDALE_SHOTS === '1'
const shot = (name: string) => ({
  path: resolve(import.meta.dir, shots ? '../../../docs/design/emotes' : '../coverage/emotes', `${name}.png`),
})

test.each([
  ['white', ''],
  ['noise', '&theme=gazette'],
] as const)('the samples lie along the foot, on %s', async (ground, query) => {
  const { page, faults } = await chromium.open(`${server.url}/overlay/emotes?debug=1&demo=1${query}`)
  await page.waitForSelector('.flake', { state: 'attached' })
  await layBehind(page, ground)
  await page.waitForFunction(
    () => [...document.querySelectorAll('.flake')].filter((flake) => flake.getBoundingClientRect().top > 900).length > 15,
  )
  await page.screenshot(shot(ground))
  expect(faults).toEqual([])
})
