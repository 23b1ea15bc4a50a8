// The last hop of the tour in path-of-an-event.test.ts: the same bytes, in a real Chromium, as pixels.
import { expect, test } from 'bun:test'
import { resolve } from 'node:path'
import { openBrowser } from '@landale/testing/browser'
import { api, keys, serverProcess, temporaryFolder } from './fixture.ts'
import { frame, game } from './game.ts'

/** Where a picture is kept: `LANDALE_SHOTS=1` writes those that are committed, anew. */
function shot(name: string): { path?: string; omitBackground: true } {
  const kept = process.env.LANDALE_SHOTS
    ? { path: resolve(import.meta.dir, '../../../docs/design/shots', `${name}.png`) }
    : undefined
  return { ...kept, omitBackground: true }
}

test('a checkpoint cleared in the game is painted by the overlay', async () => {
  await using server = await serverProcess()
  await using chromium = await openBrowser()
  const { page, faults } = await chromium.open(`${server.url}/overlay/ironmon?key=${keys.overlay}`)
  await page.waitForSelector('#root[data-connected="true"]')
  const empty = await page.screenshot({ omitBackground: true })

  using emulator = await game(server.ports.tcp)
  emulator.send(frame('init', { version: '8.6.0', game: 3 }) + frame('seed', { count: 1482 }))
  await page.waitForSelector('[data-layer="background"][data-state="active"]')
  const furniture = await page.screenshot(shot('ironmon-furniture'))
  expect(Buffer.compare(furniture, empty)).not.toBe(0)

  emulator.send(frame('checkpoint', { id: 5, name: 'BROCK' }))
  const cue = page.locator('[data-layer="foreground"][data-kind="run.checkpoint.cleared"][data-state="active"]')
  await cue.waitFor()
  expect(await cue.textContent()).toContain('BROCK')
  expect(await page.locator('[data-layer="background"]').getAttribute('data-state')).toBe('interrupted')
  const painted = await page.screenshot(shot('ironmon-checkpoint'))
  expect(Buffer.compare(painted, furniture)).not.toBe(0)

  // It goes, and the furniture takes the light again, with what happened in it.
  await page.waitForSelector('[data-layer="background"][data-state="active"]', { timeout: 15_000 })
  await page.waitForSelector('.step[data-checkpoint="BROCK"][data-cleared]')
  expect(faults).toEqual([])
}, 60_000)

test('an overlay in mid-alert outlives a kill -9 of the server, and shows the alert once', async () => {
  using folder = temporaryFolder()
  await using chromium = await openBrowser()
  const first = await serverProcess({ dataDir: folder.path })
  const { page } = await chromium.open(`${first.url}/overlay/alerts?key=${keys.overlay}`)
  await page.waitForSelector('#root[data-connected="true"]')
  // As text: this file is the server's, and the page's names are not its own.
  await page.evaluate(`
    window.seen = []
    new MutationObserver(() => {
      const layer = document.querySelector('[data-layer="foreground"]')
      if (layer?.dataset.state === 'entering') window.seen.push(layer.dataset.cue)
    }).observe(document.body, { attributes: true, subtree: true, attributeFilter: ['data-state'] })
  `)
  await api(first, 'control', '/v1/commands/event.test', { type: 'channel.raided' })
  const raid = page.locator('[data-layer="foreground"][data-kind="channel.raided"][data-state="active"]')
  await raid.waitFor()
  await page.screenshot(shot('alerts-raid'))
  await first.kill()
  await page.waitForSelector('#root[data-connected="false"]')
  expect(await raid.count()).toBe(1)
  await using second = await serverProcess({ dataDir: folder.path, ports: first.ports })
  await page.waitForSelector('#root[data-connected="true"]')
  expect(second.ports).toEqual(first.ports)
  expect(await raid.count()).toBe(1)
  await page.waitForSelector('[data-layer="foreground"][data-state="hidden"]', { timeout: 15_000, state: 'attached' })
  const seen = (await page.evaluate('window.seen')) as string[]
  expect(new Set(seen).size).toBe(1)
}, 60_000)

test('pages are asked for anew and assets kept; nothing is let in but this server', async () => {
  await using server = await serverProcess()
  const page = await fetch(`${server.url}/overlay/ironmon`)
  expect(page.headers.get('cache-control')).toBe('no-cache')
  expect(page.headers.get('content-security-policy')).toContain(`default-src 'self'`)
  const etag = page.headers.get('etag') ?? ''
  expect((await fetch(`${server.url}/overlay/ironmon`, { headers: { 'if-none-match': etag } })).status).toBe(304)
  const asset = (await page.text()).match(/\/overlay\/assets\/[\w.-]+\.js/)?.[0] ?? ''
  expect((await fetch(`${server.url}${asset}`)).headers.get('cache-control')).toContain('immutable')
  for (const path of [
    '/overlay/nothing',
    '/overlay/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/server/package.json',
    '/overlay/assets/%00',
  ]) {
    expect((await fetch(`${server.url}${path}`)).status).toBe(404)
  }
})
