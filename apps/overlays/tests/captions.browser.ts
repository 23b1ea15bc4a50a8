// The captions in a real Chromium against the real server: what is heard is read, for as long as that takes, and is gone.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { type OpenPage, openBrowser, type TestBrowser } from '@landale/testing/browser'
import { api, keys, type ServerProcess, serverProcess, temporaryFolder } from '@landale/testing/server'

type Page = OpenPage['page']
type Server = Pick<ServerProcess, 'url'>
type Said = { text: string; language?: string }

const limitMs = 60_000
const shots = resolve(import.meta.dir, '../../../docs/design/captions')

let chromium: TestBrowser
beforeAll(async () => {
  mkdirSync(shots, { recursive: true })
  chromium = await openBrowser()
}, limitMs)
afterAll(() => chromium[Symbol.asyncDispose]())

async function say(server: Server, ...said: readonly Said[]): Promise<void> {
  const events = said.map(({ text, language = 'en' }) => ({
    type: 'utterance.transcribed',
    actor: 'operator',
    source: 'phononmaser',
    payload: { text, language, started_at: new Date().toISOString(), duration_ms: 1_500, source_id: 'microphone' },
  }))
  const { status, body } = await api(server, 'worker', '/v1/sessions/current/append', { events })
  if (status !== 201) throw new Error(`append: ${status} ${JSON.stringify(body)}`)
}

async function openCaptions(server: Server, query = '', options: Parameters<TestBrowser['open']>[1] = {}) {
  const opened = await chromium.open(`${server.url}/overlay/captions?key=${keys.overlay}${query}`, options)
  await opened.page.waitForSelector('#root[data-connected="true"] .captions', { state: 'attached' })
  return opened
}

const inState = (page: Page, state: string) =>
  page.waitForSelector(`.captions[data-state="${state}"]`, { state: 'attached', timeout: 20_000 })
const rows = (page: Page) => page.locator('.captions-row').allTextContents()
const withText = (page: Page, text: string) =>
  page.locator('.captions-row', { hasText: text }).waitFor({ state: 'attached', timeout: 20_000 })

/** A picture on a colour, or on what a game might show. `LANDALE_SHOTS=1` writes those that are committed, anew. */
async function shoot(page: Page, name: string): Promise<void> {
  if (!process.env.LANDALE_SHOTS) return
  await page.screenshot({ path: resolve(shots, `${name}.png`), omitBackground: true })
}

/** How far rows reach out of the surface that is behind them, and of the screen; none may. */
const overflow = (page: Page) =>
  page.evaluate(() => {
    const surface = document.querySelector('.captions-surface')?.getBoundingClientRect()
    if (surface === undefined) throw new Error('there is no surface')
    const outside = [...document.querySelectorAll('.captions-row')].filter((row) => {
      const range = document.createRange()
      range.selectNodeContents(row)
      const { left, right } = range.getBoundingClientRect()
      const box = row.getBoundingClientRect()
      const isCut = row.scrollWidth > row.clientWidth
      return isCut || left < surface.left || right > surface.right || box.top < surface.top || box.bottom > surface.bottom
    })
    const isOnScreen = surface.left >= 48 && surface.right <= innerWidth - 48 && surface.bottom <= innerHeight - 100
    return { outside: outside.map(({ textContent }) => textContent), isOnScreen }
  })

test(
  'what is said rolls in, rolls up for what is said next, and leaves when it was read',
  async () => {
    await using server = await serverProcess()
    const { page, faults } = await openCaptions(server)
    expect(await rows(page)).toEqual([])
    await say(server, { text: 'All right, one more run.' })
    await withText(page, 'one more run')
    await inState(page, 'active')
    await shoot(page, 'one')
    const first = page.locator('.captions-row', { hasText: 'one more run' })
    const before = await first.boundingBox()

    await say(server, { text: 'This is the one, I can feel it.' })
    await withText(page, 'This is the one')
    await inState(page, 'active')
    const after = await first.boundingBox()
    expect((before?.y ?? 0) - (after?.y ?? 0)).toBeCloseTo(66, 0)
    expect(await overflow(page)).toEqual({ outside: [], isOnScreen: true })
    await shoot(page, 'two')

    await inState(page, 'hidden')
    expect(await rows(page)).toEqual([])
    expect(await page.locator('.captions-surface').evaluate((surface) => surface.getBoundingClientRect().height)).toBe(0)
    expect(faults).toEqual([])
    await page.close()
  },
  limitMs,
)

test(
  'a long utterance is shown in pieces of whole words, each once and in order, two rows at a time',
  async () => {
    await using server = await serverProcess()
    const { page, faults } = await openCaptions(server)
    await page.evaluate(() => {
      const seen: string[] = []
      let most = 0
      Object.assign(window, { captionsSeen: () => ({ seen, most }) })
      new MutationObserver((changes) => {
        for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes]))
          if (node instanceof HTMLElement && node.matches('.captions-row')) seen.push(node.textContent ?? '')
      }).observe(document.body, { childList: true, subtree: true })
      const count = () => {
        const surface = document.querySelector('.captions')?.getBoundingClientRect()
        const on = [...document.querySelectorAll('.captions-row')].filter((row) => {
          const { top, bottom } = row.getBoundingClientRect()
          const middle = (top + bottom) / 2
          return surface !== undefined && middle > surface.top && middle < surface.bottom && getComputedStyle(row).opacity === '1'
        })
        most = Math.max(most, on.length)
        requestAnimationFrame(count)
      }
      count()
    })
    const text =
      'So the plan, if anybody asks, is that we go left at the tower, and then we do not look back; ' +
      'there is nothing behind us that we have not seen before, and nothing ahead that we have prepared for, which is about right.'
    await say(server, { text })
    await withText(page, 'which is about right.')
    await inState(page, 'hidden')
    const { seen, most } = (await page.evaluate('window.captionsSeen()')) as { seen: string[]; most: number }
    expect(seen.join(' ')).toBe(text)
    expect(seen.length).toBeGreaterThan(3)
    expect(most).toBe(2)
    expect(faults).toEqual([])
    await page.close()
  },
  limitMs,
)

test(
  'a page that comes late shows only what is still due',
  async () => {
    await using server = await serverProcess()
    await say(server, { text: 'This was said before anybody looked.' })
    const { page: first } = await openCaptions(server)
    await withText(first, 'before anybody looked')
    await inState(first, 'hidden')
    await say(server, { text: 'And this is said now.' })
    await withText(first, 'said now')
    const { page } = await openCaptions(server)
    await withText(page, 'said now')
    expect(await rows(page)).toEqual(['And this is said now.'])
    await inState(page, 'hidden')
    await page.reload()
    await page.waitForSelector('#root[data-connected="true"] .captions', { state: 'attached' })
    await say(server, { text: 'Again.' })
    await withText(page, 'Again.')
    expect(await rows(page)).toEqual(['Again.'])
    await Promise.all([first.close(), page.close()])
  },
  limitMs,
)

const hard: readonly (Said & { name: string; direction: string })[] = [
  {
    name: 'long',
    direction: 'ltr',
    text: `Donaudampfschifffahrts${'elektrizitäten'.repeat(6)} is a word, they say.`,
    language: 'de',
  },
  { name: 'emoji', direction: 'ltr', text: `We won 🎉🎉 and everybody 👩‍👩‍👧‍👦 ${'🐈‍⬛'.repeat(40)}` },
  {
    name: 'rtl',
    direction: 'rtl',
    text: 'حسنا، محاولة أخرى، وبعدها نتوقف، إلا إذا وصلنا إلى OBS قبل منتصف الليل كما قلنا.',
    language: 'ar',
  },
  {
    name: 'cjk',
    direction: 'ltr',
    text: '今日は「もう一回」だけ走ります。それで終わりです。本当です、信じてください。',
    language: 'ja',
  },
  { name: 'markup', direction: 'ltr', text: '<img src=x onerror=alert(1)> & <b>so on</b>' },
]

test.each(hard)(
  '$name keeps to the surface, and is set as its language is',
  async ({ name, direction, ...said }) => {
    await using server = await serverProcess()
    const { page, faults } = await openCaptions(server)
    await say(server, said)
    await page.locator('.captions-row').first().waitFor({ state: 'attached' })
    await inState(page, 'active')
    expect(await overflow(page)).toEqual({ outside: [], isOnScreen: true })
    expect(await page.locator('.captions-row').first().getAttribute('dir')).toBe(direction)
    const shown = (await rows(page)).join('').replaceAll(' ', '')
    expect(said.text.replaceAll(' ', '').startsWith(shown)).toBe(true)
    await shoot(page, name)
    expect(faults).toEqual([])
    await page.close()
  },
  limitMs,
)

test(
  'one row or three, larger, at the top: as the address says, and what it says wrongly is said',
  async () => {
    await using server = await serverProcess()
    const { page } = await openCaptions(server, '&lines=3&scale=1.5&position=top')
    const warnings: string[] = []
    const { page: other } = await openCaptions(server, '&lines=1')
    other.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()))
    await other.goto(`${server.url}/overlay/captions?key=${keys.overlay}&lines=7&scale=big`)
    expect(warnings).toEqual([
      'overlay:captions: lines is a whole number from 1 to 3, not "7"',
      'overlay:captions: scale is a number from 0.5 to 2, not "big"',
    ])
    await other.close()
    await say(server, {
      text: 'A little louder for the back: this goes over three rows, at the top of the screen, where nothing else is.',
    })
    await page.locator('.captions-row').first().waitFor({ state: 'attached' })
    await inState(page, 'active')
    expect(await rows(page)).toHaveLength(3)
    const box = await page.locator('.captions-surface').boundingBox()
    expect(box?.y).toBeGreaterThanOrEqual(48)
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(540)
    await shoot(page, 'top-large')
    await page.close()
  },
  limitMs,
)

test(
  'with less motion the same is said in place',
  async () => {
    await using server = await serverProcess()
    const { page } = await openCaptions(server, '', { reducedMotion: 'reduce' })
    await page.evaluate(() => {
      const places = new Set<string>()
      Object.assign(window, { captionsPlaces: () => [...places] })
      const note = () => {
        for (const row of document.querySelectorAll('.captions-row'))
          if (Number(getComputedStyle(row).opacity) > 0.05) places.add(String(Math.round(row.getBoundingClientRect().top)))
        requestAnimationFrame(note)
      }
      note()
    })
    await say(server, { text: 'One more.' })
    await withText(page, 'One more.')
    await inState(page, 'active')
    await say(server, { text: 'And another.' })
    await withText(page, 'And another.')
    await inState(page, 'active')
    expect(await rows(page)).toEqual(['One more.', 'And another.'])
    expect((await page.evaluate('window.captionsPlaces()')) as string[]).toHaveLength(2)
    expect(await overflow(page)).toEqual({ outside: [], isOnScreen: true })
    await inState(page, 'hidden')
    await page.close()
  },
  limitMs,
)

test(
  'a server that is killed takes nothing with it, and once it is back what was said is not said again',
  async () => {
    using folder = temporaryFolder()
    const first = await serverProcess({ dataDir: folder.path })
    const { page } = await openCaptions(first)
    await say(first, { text: 'Hold on.' })
    await withText(page, 'Hold on.')
    await first.kill()
    await page.waitForSelector('#root[data-connected="false"]')
    // It leaves in its time, by the clock the page has.
    await inState(page, 'hidden')
    await using second = await serverProcess({ dataDir: folder.path, ports: first.ports })
    await page.waitForSelector('#root[data-connected="true"]', { timeout: 30_000 })
    await say(second, { text: 'We are back.' })
    await withText(page, 'We are back.')
    expect(await rows(page)).toEqual(['We are back.'])
    await page.close()
  },
  limitMs,
)
