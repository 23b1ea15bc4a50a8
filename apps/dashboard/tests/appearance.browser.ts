// How the dashboard looks with an evening's events in it: the pictures in docs/design/dashboard, and what can be checked of them.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { type OpenPage, openBrowser, type TestBrowser } from '@landale/testing/browser'
import { openConsole, row } from './console-page.ts'
import { evening } from './evening.ts'
import { keys, type Server, startServer } from './fixture.ts'
import { check, sizes, tooWide } from './page-check.ts'

const shots = resolve(import.meta.dir, '../../../docs/design/dashboard')

/** Parts of the evening, a second each, so that the trace has a shape. */
const waves: [number, number][] = [
  [0, 3],
  [3, 4],
  [4, 8],
  [8, 10],
  [10, 19],
  [19, 25],
  [25, evening.length],
]

let chromium: TestBrowser
let server: Server
let opened: OpenPage
beforeAll(async () => {
  mkdirSync(shots, { recursive: true })
  chromium = await openBrowser()
  server = await startServer()
  await chromium.open(`${server.url}/overlay/alerts?key=${keys.overlay}`)
  opened = await openConsole(chromium, server)
  const { page } = opened
  await page.locator('.line', { hasText: 'overlay:alerts' }).waitFor()
  await page.getByRole('button', { name: 'Test channel.cheered' }).click()
  const uptime = page.locator('.readout.uptime dd')
  for (const wave of waves) {
    await server.append(evening.slice(...wave))
    const second = (await uptime.textContent()) ?? ''
    await uptime.filter({ hasNotText: second }).waitFor()
  }
  await row(page, 'welcome everyone').waitFor()
}, 30_000)
afterAll(async () => {
  await chromium[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

const cases = (['dark', 'light'] as const).flatMap((colorScheme) => sizes.map((size) => ({ ...size, colorScheme })))
test.each(cases)(
  'at $width × $height, $colorScheme, everybody can use the page, and no name breaks it',
  async ({ colorScheme, ...size }) => {
    const { page, faults } = opened
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize(size)
    // Neither the pointer nor the focus is in the picture.
    await page.mouse.move(0, 0)
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      document.querySelector('.events')?.scrollTo(0, 0)
      return document.fonts.ready
    })
    // LANDALE_SHOTS=1 writes the pictures that are committed, anew.
    const kept = process.env.LANDALE_SHOTS ? { path: `${shots}/${size.width}x${size.height}-${colorScheme}.png` } : {}
    await page.screenshot(kept)
    await check(page)
    // A screen as narrow as a phone's shows one part at a time.
    const views = page.getByRole('navigation', { name: 'Show' })
    for (const view of (await views.isVisible()) ? ['Live', 'Test', 'State', 'Feed'] : []) {
      await views.getByRole('button', { name: view }).click()
      await check(page)
    }
    const longName = row(page, 'Wolpertinger').first()
    await longName.click()
    // Wherever the row was, what it opened is on the screen: a quarter of the height of it at the least.
    const details = (await page.locator('.details').boundingBox()) ?? { y: size.height, height: 0 }
    expect(size.height - details.y).toBeGreaterThanOrEqual(Math.min(details.height, size.height / 4))
    await check(page)
    await page.keyboard.press('Escape')
    expect(await page.locator('.details').count()).toBe(0)

    const form = await chromium.open(server.url, { viewport: size, colorScheme })
    await form.page.getByLabel('Control key').waitFor()
    await check(form.page)
    await form.page.context().close()
    expect([...faults, ...form.faults]).toEqual([])
  },
  30_000,
)

test('nothing is wider than the screen at any size between', async () => {
  const { page } = opened
  for (const width of [320, 480, 719, 720, 900, 1_280, 1_440, 1_599, 1_600, 1_799, 1_800, 2_560, 3_840]) {
    for (const height of [300, 559, 560, 1_080]) {
      await page.setViewportSize({ width, height })
      expect({ width, height, wide: await tooWide(page) }).toEqual({ width, height, wide: [] })
    }
  }
}, 30_000)
