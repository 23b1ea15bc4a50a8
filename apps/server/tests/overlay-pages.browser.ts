// Open overlay pages as the dashboard sees and steers them.
import { expect, test } from 'bun:test'
import type { OverlaysState } from '@landale/protocol'
import { openBrowser } from '@landale/testing/browser'
import { api, keys, serverProcess, type TestServer } from './fixture.ts'
import { join, phoenixSocket } from './phoenix.ts'
import { until } from './twitch.ts'

const limitMs = 60_000

async function openPages(server: TestServer): Promise<OverlaysState['pages']> {
  using client = phoenixSocket(server.socketUrl, 'control')
  return (await join<{ value: OverlaysState }>(client.socket.channel('dashboard:overlays'))).value.pages
}

test(
  'a page tells what it is and how it does, shows itself when it is asked, and is loaded anew when it is told',
  async () => {
    await using server = await serverProcess()
    await using chromium = await openBrowser()
    const { page } = await chromium.open(`${server.url}/overlay/alerts?key=${keys.overlay}`)
    await page.waitForSelector('#root[data-connected="true"]')
    await until('it has said how it does', async () => (await openPages(server))[0]?.vitals != null)
    const [seen] = await openPages(server)
    expect(seen).toMatchObject({
      overlay: 'alerts',
      is_current: true,
      is_presenter: true,
      obs: null,
      viewport: { width: 1920, height: 1080 },
      chromium: expect.any(Number),
      vitals: { is_visible: true, is_active: null },
    })
    expect(seen?.vitals?.fps ?? 0).toBeGreaterThan(0)

    const command = (name: string, instance: string) => api(server, 'control', `/v1/commands/${name}`, { instance })
    expect(await command('overlay.identify', seen?.instance ?? '')).toMatchObject({ status: 200, body: { overlay: 'alerts' } })
    await page.waitForSelector('.identify')
    await page.waitForSelector('.identify', { state: 'detached' })
    expect(await command('overlay.refresh', 'nobody')).toMatchObject({ status: 404, body: { error: 'page_not_found' } })
    await page.evaluate('window.isOld = true')
    await command('overlay.refresh', seen?.instance ?? '')
    await page.waitForFunction('window.isOld !== true')
    await page.waitForSelector('#root[data-connected="true"]')
    expect((await openPages(server)).map(({ instance }) => instance)).toEqual([seen?.instance ?? ''])
  },
  limitMs,
)

test(
  'how soon a cue is painted is measured by the page, and counted by the server',
  async () => {
    await using server = await serverProcess()
    await using chromium = await openBrowser()
    const { page } = await chromium.open(`${server.url}/overlay/alerts?key=${keys.overlay}`)
    await page.waitForSelector('#root[data-connected="true"]')
    await api(server, 'control', '/v1/commands/event.test', { type: 'channel.raided' })
    await until('it is counted', async () =>
      (await (await fetch(`${server.healthUrl}/metrics`)).text()).includes('landale_paint_seconds_count{overlay="alerts"} 1'),
    )
  },
  limitMs,
)
