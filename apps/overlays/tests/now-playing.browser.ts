// What is playing, in a real Chromium against the real server, as a player reports it.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { type OpenPage, openBrowser, type TestBrowser } from '@landale/testing/browser'
import { api, keys, type ServerProcess, serverProcess, temporaryFolder } from '@landale/testing/server'

type Page = OpenPage['page']
type Server = Pick<ServerProcess, 'url'>

const limitMs = 60_000
const shots = resolve(import.meta.dir, '../../../docs/design/now-playing')
const aquatic = { title: 'Aquatic Ambience', artist: 'David Wise', album: 'Donkey Kong Country', duration_ms: 203_000 }
const stickerbush = { title: 'Stickerbush Symphony', artist: 'David Wise', duration_ms: 253_000 }

let chromium: TestBrowser
beforeAll(async () => {
  mkdirSync(shots, { recursive: true })
  chromium = await openBrowser()
}, limitMs)
afterAll(() => chromium[Symbol.asyncDispose]())

async function play(server: Server, report: object): Promise<void> {
  const { status, body } = await api(server, 'worker', '/v1/now-playing', report)
  if (status !== 200) throw new Error(`now-playing: ${status} ${JSON.stringify(body)}`)
}

async function openSong(server: Server, query = '', options: Parameters<TestBrowser['open']>[1] = {}) {
  const opened = await chromium.open(`${server.url}/overlay/now-playing?key=${keys.overlay}${query}`, options)
  await opened.page.waitForSelector('#root[data-connected="true"]')
  return opened
}

const inForm = (page: Page, form: string, title?: string) =>
  page.locator(`.song[data-state="${form}"]`, title === undefined ? {} : { hasText: title }).waitFor({ timeout: 20_000 })
const gone = (page: Page) => page.waitForFunction(() => document.querySelector('.song') === null, undefined, { timeout: 20_000 })

/** Until nothing has moved for a few frames: progress alone may. */
const atRest = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        let [last, same] = ['', 0]
        const note = () => {
          const parts = [...document.querySelectorAll('.song, .song-title, .song-facts, .song-heat, .song-pause')]
          const now = parts.map((part) => `${getComputedStyle(part).transform} ${getComputedStyle(part).opacity}`).join()
          same = now === last ? same + 1 : 0
          last = now
          if (same > 20) resolve()
          else requestAnimationFrame(note)
        }
        note()
      }),
  )

async function shoot(page: Page, name: string): Promise<void> {
  if (!process.env.LANDALE_SHOTS) return
  await page.screenshot({ path: resolve(shots, `${name}.png`), omitBackground: true })
}

const progress = async (page: Page) => Number(await page.locator('.song-behind').getAttribute('data-progress'))

/** What of the words is outside of the slab, or of the slab outside of the screen. */
const overflow = (page: Page) =>
  page.evaluate(() => {
    const slab = document.querySelector('.song')?.getBoundingClientRect()
    if (slab === undefined) throw new Error('there is no song')
    const words = [...document.querySelectorAll('.song-title, .song-artist, .song-from, .song-mark')].filter(
      (word) => word.getBoundingClientRect().width > 0,
    )
    const isInside = ({ left, right, top, bottom }: DOMRect) =>
      left >= slab.left - 0.5 && right <= slab.right + 0.5 && top >= slab.top - 0.5 && bottom <= slab.bottom + 0.5
    return {
      outside: words.filter((word) => !isInside(word.getBoundingClientRect())).map(({ className }) => className),
      isOnScreen: slab.left >= -0.5 && slab.right <= innerWidth / 2 && slab.bottom <= innerHeight - 47,
    }
  })

test(
  'a song enters with heat, steps aside, gives way to the next one, marks a pause, and leaves when music stops',
  async () => {
    await using server = await serverProcess()
    const { page, faults } = await openSong(server)
    expect(await page.locator('.song').count()).toBe(0)
    await play(server, { state: 'playing', ...aquatic, art_url: 'http://127.0.0.1:1/cover.png' })
    await inForm(page, 'full', 'Aquatic Ambience')
    await page.waitForFunction(() => getComputedStyle(document.querySelector('.song-heat') ?? document.body).opacity === '1')
    await page.waitForFunction(
      () => Number(getComputedStyle(document.querySelector('.song-heat') ?? document.body).opacity) < 0.98,
    )
    await shoot(page, 'hot')
    await atRest(page)
    expect(await page.locator('.song').textContent()).toContain('David Wise')
    expect(await overflow(page)).toEqual({ outside: [], isOnScreen: true })
    await shoot(page, 'full')
    const full = await page.locator('.song').boundingBox()

    await inForm(page, 'small')
    await atRest(page)
    const small = await page.locator('.song').boundingBox()
    expect((small?.height ?? 0) / (full?.height ?? 1)).toBeCloseTo(0.8, 1)
    expect((small?.y ?? 0) + (small?.height ?? 0)).toBeCloseTo((full?.y ?? 0) + (full?.height ?? 0), 0)
    await shoot(page, 'small')

    await play(server, { state: 'playing', ...stickerbush })
    await inForm(page, 'full', 'Stickerbush Symphony')
    await page.waitForFunction(() => document.querySelectorAll('.song').length === 1)
    await play(server, { state: 'paused', ...stickerbush })
    await page.locator('.song[data-paused="true"]').waitFor()
    await atRest(page)
    expect(await page.locator('.song-pause').evaluate((mark) => getComputedStyle(mark).opacity)).toBe('1')
    await shoot(page, 'paused')
    await play(server, { state: 'stopped' })
    await gone(page)
    expect(faults).toEqual([])
    await page.close()
  },
  limitMs,
)

test(
  'progress goes by the server’s clock, stands while the song is paused, and goes on from there',
  async () => {
    await using server = await serverProcess()
    const { page } = await openSong(server)
    const song = { ...aquatic, duration_ms: 20_000 }
    await play(server, { state: 'playing', ...song, position_ms: 5_000 })
    await inForm(page, 'full')
    const began = await progress(page)
    expect(began).toBeCloseTo(0.25, 1)
    await page.waitForFunction(() => Number(document.querySelector<HTMLElement>('.song-behind')?.dataset.progress) > 0.33)

    await play(server, { state: 'paused', ...song })
    await page.locator('.song[data-paused="true"]').waitFor()
    const stoodAt = await progress(page)
    // Something else that takes its time: the song steps aside meanwhile.
    await inForm(page, 'small')
    expect(await progress(page)).toBe(stoodAt)
    await play(server, { state: 'playing', ...song, position_ms: stoodAt * 20_000 })
    await page.locator('.song[data-paused="false"]').waitFor()
    await page.waitForFunction(
      (from) => Number(document.querySelector<HTMLElement>('.song-behind')?.dataset.progress) > from,
      stoodAt,
    )
    expect(await progress(page)).toBeLessThan(stoodAt + 0.25)
    await page.close()
  },
  limitMs,
)

test(
  'a page that comes late finds the song small, says nothing of a progress it cannot know, and announces only what has just begun',
  async () => {
    await using server = await serverProcess()
    await play(server, { state: 'playing', ...aquatic, position_ms: 60_000 })
    const { page } = await openSong(server)
    await inForm(page, 'small')
    expect(await progress(page)).toBeGreaterThan(0.29)
    await play(server, { state: 'paused', ...aquatic })
    await page.locator('.song[data-paused="true"]').waitFor()
    const { page: late } = await openSong(server)
    await inForm(late, 'small')
    expect(await late.locator('.song-behind').count()).toBe(0)
    await play(server, { state: 'playing', ...stickerbush })
    await inForm(page, 'full', 'Stickerbush')
    const { page: fresh } = await openSong(server)
    await inForm(fresh, 'full', 'Stickerbush')
    await Promise.all([page.close(), late.close(), fresh.close()])
  },
  limitMs,
)

test(
  'a page that only announces lets the song leave once it was read',
  async () => {
    await using server = await serverProcess()
    const { page } = await openSong(server, '&mode=announce&position=top-right')
    await play(server, { state: 'playing', ...aquatic })
    await inForm(page, 'full')
    await atRest(page)
    const box = await page.locator('.song').boundingBox()
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeCloseTo(1_920, 0)
    expect(box?.y).toBeCloseTo(48, 0)
    await shoot(page, 'top-right')
    await gone(page)
    await page.reload()
    await page.waitForSelector('#root[data-connected="true"]')
    await play(server, { state: 'playing', ...stickerbush })
    await inForm(page, 'full', 'Stickerbush')
    await page.close()
  },
  limitMs,
)

const hard = [
  {
    name: 'long',
    title: 'The song whose title goes on until nobody knows how it began',
    artist: 'W'.repeat(60),
    album: 'An album of some length, in two parts, with an appendix',
  },
  { name: 'longest', title: 'M'.repeat(500), artist: 'x'.repeat(500), album: 'y'.repeat(500) },
  { name: 'emoji', title: '🎉👩‍👩‍👧‍👦 party 🐈‍⬛', artist: '🪩', album: '💿💿' },
  {
    name: 'rtl',
    title: 'نسم علينا الهوى من مفرق الوادي يا هوا دخل الهوا خدني على بلادي',
    artist: 'فيروز',
    album: 'حبيتك بالصيف',
  },
  {
    name: 'cjk',
    title: '戦場のメリークリスマス',
    artist: '坂本龍一',
    album: '戦場のメリークリスマス オリジナル・サウンドトラック',
  },
  { name: 'markup', title: '<img src=x onerror=alert(1)>', artist: '<b>so on</b>' },
]

test.each(hard)(
  '$name keeps to its slab',
  async ({ name, ...song }) => {
    await using server = await serverProcess()
    const { page, faults } = await openSong(server)
    await play(server, { state: 'playing', ...song, duration_ms: 200_000, position_ms: 70_000 })
    await inForm(page, 'full')
    await atRest(page)
    expect(await overflow(page)).toEqual({ outside: [], isOnScreen: true })
    await shoot(page, name)
    if (name === 'long' || name === 'rtl') {
      // It is read to its end, once, and stands again as it did.
      await page.waitForSelector('.song-title[data-reading="true"]')
      await page.waitForFunction(() => {
        const [title, run] = ['.song-title', '.song-title-run'].map((part) =>
          document.querySelector(part)?.getBoundingClientRect(),
        )
        if (title === undefined || run === undefined) return false
        const [left, right] = [run.left - title.left, run.right - title.right]
        return (Math.abs(right) < 1 && left < -1) || (Math.abs(left) < 1 && right > 1)
      })
      await page.waitForSelector('.song-title[data-reading="false"]', { timeout: 15_000 })
      expect(await overflow(page)).toEqual({ outside: [], isOnScreen: true })
    } else expect(await page.locator('.song-title[data-reading]').count()).toBe(0)
    expect(faults).toEqual([])
    await page.close()
  },
  limitMs,
)

test(
  'with less motion nothing changes its place in view',
  async () => {
    await using server = await serverProcess()
    const { page } = await openSong(server, '', { reducedMotion: 'reduce' })
    await page.evaluate(() => {
      const places = new Set<string>()
      Object.assign(window, { songPlaces: () => [...places] })
      const note = () => {
        const song = document.querySelector('.song')
        if (song !== null && Number(getComputedStyle(song).opacity) > 0.05) {
          const { left, width } = song.getBoundingClientRect()
          places.add(`${Math.round(left)} ${Math.round(width)}`)
        }
        requestAnimationFrame(note)
      }
      note()
    })
    await play(server, { state: 'playing', ...aquatic })
    await inForm(page, 'full')
    await atRest(page)
    await inForm(page, 'small')
    await atRest(page)
    await play(server, { state: 'stopped' })
    await gone(page)
    // Where it is announced, and where it stands aside: nothing between.
    expect((await page.evaluate('window.songPlaces()')) as string[]).toHaveLength(2)
    await page.close()
  },
  limitMs,
)

test(
  'a server that is killed leaves the song where it is, and one that comes back does not announce it anew',
  async () => {
    using folder = temporaryFolder()
    const first = await serverProcess({ dataDir: folder.path })
    await play(first, { state: 'playing', ...aquatic, position_ms: 60_000 })
    const { page } = await openSong(first)
    await inForm(page, 'small')
    await page.evaluate(() => {
      const states = new Set<string>()
      Object.assign(window, { songStates: () => [...states] })
      const note = () => {
        for (const song of document.querySelectorAll<HTMLElement>('.song')) states.add(song.dataset.state ?? '')
        requestAnimationFrame(note)
      }
      note()
    })
    await first.kill()
    await page.waitForSelector('#root[data-connected="false"]')
    await inForm(page, 'small')
    await using second = await serverProcess({ dataDir: folder.path, ports: first.ports })
    await page.waitForSelector('#root[data-connected="true"]', { timeout: 30_000 })
    const before = await progress(page)
    await page.waitForFunction(
      (from) => Number(document.querySelector<HTMLElement>('.song-behind')?.dataset.progress) > from,
      before,
    )
    expect((await page.evaluate('window.songStates()')) as string[]).toEqual(['small'])
    await play(second, { state: 'stopped' })
    await gone(page)
    await page.close()
  },
  limitMs,
)
