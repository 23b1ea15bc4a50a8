import { type OpenPage, openBrowser, type TestBrowser } from '@landale/testing/browser'
import { api, keys, type ServerProcess, serverProcess, temporaryFolder } from '@landale/testing/server'
import { decodePng, magenta, seeThrough } from './png.ts'

export { openBrowser, type ServerProcess, serverProcess, type TestBrowser, temporaryFolder }

type Page = OpenPage['page']
type Options = Parameters<TestBrowser['open']>[1]

/** What `takeover.start` takes. */
export type Start = { kind: string; message?: string; duration_ms?: number }

export async function start(server: Pick<ServerProcess, 'url'>, payload: Start): Promise<void> {
  await command(server, 'takeover.start', payload)
}

export async function end(server: Pick<ServerProcess, 'url'>): Promise<void> {
  await command(server, 'takeover.end', {})
}

async function command(server: Pick<ServerProcess, 'url'>, name: string, payload: object): Promise<void> {
  const { status, body } = await api(server, 'control', `/v1/commands/${name}`, payload)
  if (status >= 300) throw new Error(`${name}: ${status} ${JSON.stringify(body)}`)
}

export const address = (server: Pick<ServerProcess, 'url'>) => `${server.url}/overlay/takeover?key=${keys.overlay}`

export async function openTakeover(chromium: TestBrowser, server: Pick<ServerProcess, 'url'>, options?: Options) {
  const opened = await chromium.open(address(server), options)
  await opened.page.waitForSelector('#root[data-connected="true"]')
  return opened
}

export async function waitForCover(page: Page, state: 'up' | 'leaving' | 'down', timeout = 15_000): Promise<void> {
  await page.waitForSelector(`html[data-cover="${state}"]`, { state: 'attached', timeout })
}

/** Until the words of this kind stand. */
export async function waitForWords(page: Page, kind: string): Promise<void> {
  await page.waitForSelector(`[data-layer="foreground"][data-kind="takeover.${kind}"][data-state="active"]`)
}

/** How many pixels of the page let the game through, as OBS would compose it. */
export async function holes(page: Page): Promise<number> {
  return seeThrough(decodePng(await page.screenshot({ omitBackground: true })))
}

export type Film = { frames(): { at: number; holes: number }[]; stop(): Promise<void> }

/** Films every frame that Chromium composes, over magenta. */
export async function film(page: Page): Promise<Film> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setDefaultBackgroundColorOverride', { color: { r: 255, g: 0, b: 255, a: 1 } })
  const kept: { at: number; data: string }[] = []
  session.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
    kept.push({ at: (metadata.timestamp ?? 0) * 1_000, data })
    // A session that was closed meanwhile has nothing more to say.
    session.send('Page.screencastFrameAck', { sessionId }).catch(() => {})
  })
  await session.send('Page.startScreencast', { format: 'png', everyNthFrame: 1 })
  return {
    frames: () => kept.map(({ at, data }) => ({ at, holes: magenta(decodePng(Buffer.from(data, 'base64'))) })),
    async stop() {
      await session.send('Page.stopScreencast')
      await session.detach()
    },
  }
}
