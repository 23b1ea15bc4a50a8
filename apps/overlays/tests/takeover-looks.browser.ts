// How the four takeovers look, at rest and on their way out over a game: `LANDALE_SHOTS=1` writes docs/design/takeover anew.
import { expect, test } from 'bun:test'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { decodePng, difference, type Picture, seeThrough } from './png.ts'
import { address, end, openBrowser, type Start, serverProcess, start, waitForCover, waitForWords } from './takeover-page.ts'

const shots = resolve(import.meta.dir, '../../../docs/design/takeover')
const large = { width: 1_920, height: 1_080 }
const small = { width: 640, height: 360 }

const looks: Start[] = [
  { kind: 'please-stand-by', message: 'Making tea. The run goes on when the kettle does.', duration_ms: 754_000 },
  { kind: 'technical-difficulties', message: 'The router is thinking about it.' },
  { kind: 'screen-cover' },
  { kind: 'custom', message: 'Back at half past eight, with soup 🍲' },
]

const noise = `<svg xmlns='http://www.w3.org/2000/svg' width='320' height='180'><filter id='n'><feTurbulence baseFrequency='0.4'/></filter><rect width='100%' height='100%' filter='url(#n)'/></svg>`
/** What a game may be behind it. */
const games: Record<string, string> = {
  white: '#fff',
  black: '#000',
  noise: `#567 url("data:image/svg+xml,${encodeURIComponent(noise)}") 0 0 / 320px 180px`,
}

/** Where a picture is kept, where it is. */
function shot(name: string): { path?: string } {
  return process.env.LANDALE_SHOTS ? { path: resolve(shots, `${name}.png`) } : {}
}

test('the four are opaque, and told apart at 360 lines', async () => {
  mkdirSync(shots, { recursive: true })
  await using chromium = await openBrowser()
  await using server = await serverProcess()
  const { page, faults } = await chromium.open(`${address(server)}&debug=1`, { viewport: large })
  await page.waitForSelector('#root[data-connected="true"]')
  const rested: Picture[] = []
  for (const payload of looks) {
    await start(server, payload)
    await waitForWords(page, payload.kind)
    await page.waitForFunction(() => document.querySelectorAll('.item').length === 1)
    await page.screenshot(shot(`${payload.kind}-1080`))
    await page.setViewportSize(small)
    const picture = decodePng(await page.screenshot({ ...shot(`${payload.kind}-360`), omitBackground: true }))
    expect(seeThrough(picture)).toBe(0)
    rested.push(picture)
    await page.setViewportSize(large)
  }
  for (const [index, one] of rested.entries())
    for (const other of rested.slice(index + 1)) expect(difference(one, other)).toBeGreaterThan(0.1)
  expect(faults).toEqual([])
}, 60_000)

test('each leaves as one surface, and the game is seen beside it', async () => {
  await using chromium = await openBrowser()
  await using server = await serverProcess()
  for (const payload of looks) {
    const { page } = await chromium.open(`${address(server)}&debug=1`, { viewport: small })
    await page.waitForSelector('#root[data-connected="true"]')
    await start(server, payload)
    await waitForWords(page, payload.kind)
    // Held on its way, once a good part of the game is to be seen.
    await page.evaluate(() => {
      const stop = () => {
        const { x = 0, y = 0 } = document.getElementById('cover')?.getBoundingClientRect() ?? {}
        if (Math.abs(x) / innerWidth + Math.abs(y) / innerHeight < 0.3) requestAnimationFrame(stop)
        else {
          window.landale?.freeze()
          document.body.dataset.held = 'true'
        }
      }
      requestAnimationFrame(stop)
    })
    await end(server)
    await page.waitForSelector('[data-held]')
    const holes = seeThrough(decodePng(await page.screenshot({ omitBackground: true })))
    expect(holes).toBeGreaterThan(0.25 * 640 * 360)
    for (const [name, background] of Object.entries(games)) {
      await page.evaluate((value) => document.documentElement.style.setProperty('background', value, 'important'), background)
      await page.screenshot(shot(`${payload.kind}-leaving-${name}`))
    }
    expect(await page.locator('html').getAttribute('data-cover')).toBe('leaving')
    await page.evaluate(() => window.landale?.thaw())
    await waitForCover(page, 'down')
    await page.close()
  }
}, 60_000)
