// Real overlays of a real server in a real Chromium, and what a bench asks of them.
import { openBrowser, type TestBrowser } from '@landale/testing/browser'
import { keys, type Landale, startLandale } from './landale.ts'
import { armSelector, install, openFloor, readTake, wallOrigin } from './stage-page.ts'
import type { Storm } from './stage-storm.ts'

export type Page = Awaited<ReturnType<TestBrowser['open']>>['page']
export type Scene = AsyncDisposable & { chromium: TestBrowser; server: Landale }

export async function openScene(): Promise<Scene> {
  const server = await startLandale()
  const chromium = await openBrowser()
  return {
    chromium,
    server,
    async [Symbol.asyncDispose]() {
      await chromium[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

const origin = wallOrigin()
/** The wall clock, finer than a millisecond. */
export const wallNow = () => origin + performance.now()

/** An overlay with a stopwatch in it. Its policy is set aside: the floor is a socket of another port. */
export async function openOverlay({ chromium, server }: Scene, name: string): Promise<Page> {
  const { page } = await chromium.open(`${server.url}/overlay/${name}?key=${keys.overlay}`, { bypassCSP: true })
  await page.waitForSelector('#root[data-connected="true"]')
  await page.evaluate(install, await page.evaluate(wallOrigin))
  return page
}

/** From what `begin` does until the frame after what it leads to is painted; and when it began, by the wall clock. */
export async function paintMs(
  page: Page,
  selector: string,
  begin: () => unknown,
): Promise<{ beganAt: number; paintedAt: number }> {
  await page.evaluate(armSelector, selector)
  const beganAt = wallNow()
  await begin()
  return { beganAt, paintedAt: await page.evaluate(readTake) }
}

export type Floor = Disposable & { sampleMs(): Promise<number> }

/** What the machine gives without us: a message on a bare socket, a change of the same page, its frame. */
export async function bareFloor(page: Page): Promise<Floor> {
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: (request, self) => (self.upgrade(request, { data: undefined }) ? undefined : new Response('', { status: 400 })),
    websocket: { open: (socket) => void socket.subscribe('floor'), message() {} },
  })
  await page.evaluate(openFloor, server.port ?? 0)
  let turn = 0
  return {
    async sampleMs() {
      turn += 1
      const { beganAt, paintedAt } = await paintMs(page, `[data-floor="${turn}"]`, () => server.publish('floor', String(turn)))
      return paintedAt - beganAt
    },
    [Symbol.dispose]: () => void server.stop(true),
  }
}

export async function command({ url }: Landale, name: string, payload: object = {}): Promise<void> {
  const headers = { authorization: `Bearer ${keys.control}`, 'content-type': 'application/json' }
  const response = await fetch(`${url}/v1/commands/${name}`, { method: 'POST', body: JSON.stringify(payload), headers })
  if (!response.ok) throw new Error(`${name} was answered ${response.status}: ${await response.text()}`)
}

export function startStorm(storm: Storm): Disposable {
  const worker = new Worker(new URL('./stage-storm.ts', import.meta.url))
  worker.postMessage(storm)
  return { [Symbol.dispose]: () => worker.terminate() }
}
