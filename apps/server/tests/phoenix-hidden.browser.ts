import { expect, test } from 'bun:test'
import { join, resolve } from 'node:path'
import { openBrowser } from '@landale/testing/browser'
import type { Browser } from 'playwright-core'
import { api, keys, serverHere, temporaryFolder } from './fixture.ts'

type Tab = { evaluate(expression: string): Promise<unknown>; show(): Promise<void> }

/** Tabs of Playwright's own contexts are kept visible whatever lies before them, so these are opened beside them. */
async function openTabs(browser: Browser): Promise<(url: string) => Promise<Tab>> {
  const devtools = await browser.newBrowserCDPSession()
  const waiting = new Map<string, (value: unknown) => void>()
  devtools.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
    const { id, result } = JSON.parse(message) as { id: number; result?: { result?: { value?: unknown } } }
    waiting.get(`${sessionId}/${id}`)?.(result?.result?.value)
    waiting.delete(`${sessionId}/${id}`)
  })
  let lastId = 0
  return async (url) => {
    const { targetId } = await devtools.send('Target.createTarget', { url })
    const { sessionId } = await devtools.send('Target.attachToTarget', { targetId, flatten: false })
    return {
      evaluate(expression) {
        const id = ++lastId
        const { promise, resolve } = Promise.withResolvers<unknown>()
        waiting.set(`${sessionId}/${id}`, resolve)
        const params = { expression, returnByValue: true, awaitPromise: true }
        const message = JSON.stringify({ id, method: 'Runtime.evaluate', params })
        return devtools.send('Target.sendMessageToTarget', { sessionId, message }).then(() => promise)
      },
      async show() {
        await devtools.send('Target.activateTarget', { targetId })
      },
    }
  }
}

/** Asked from here: a question put to a page that is still being loaded is lost with the empty one before it. */
async function until(tab: Tab, expression: string): Promise<void> {
  while ((await tab.evaluate(expression)) !== true) await Bun.sleep(20)
}

const page = `<!doctype html><title>A browser source</title><script type="module">
  import { Socket } from '/phoenix.js'
  import { createClient } from '/client.js'
  const { searchParams } = new URL(location.href)
  const [url, key] = [searchParams.get('url'), searchParams.get('key')]
  window.stock = { opens: 0 }
  const socket = new Socket(url, { authToken: key })
  socket.onOpen(() => { stock.opens += 1 })
  socket.connect()
  window.seen = []
  window.client = createClient({ url, key, name: 'hidden page' })
  window.feed = client.feed('interactions', { onEvents: (events) => seen.push(...events.map((event) => event.position)) })
</script>`

async function servePage(): Promise<AsyncDisposable & { origin: string }> {
  const root = resolve(import.meta.dir, '../../..')
  const built = await Bun.build({ entrypoints: [join(root, 'packages/client/src/index.ts')], target: 'browser' })
  const client = await built.outputs[0]?.text()
  const phoenix = Bun.file(resolve(import.meta.dir, '../node_modules/phoenix/priv/static/phoenix.mjs'))
  const script = { headers: { 'content-type': 'text/javascript' } }
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    routes: {
      '/': () => new Response(page, { headers: { 'content-type': 'text/html' } }),
      '/phoenix.js': () => new Response(phoenix, script),
      '/client.js': () => new Response(client, script),
    },
  })
  return { origin: `http://127.0.0.1:${server.port}`, [Symbol.asyncDispose]: () => server.stop(true) }
}

test('a page that is hidden when the server restarts is current before it is shown, where the stock client waits', async () => {
  using folder = temporaryFolder()
  await using source = await servePage()
  const options = { dataDir: folder.path, environment: { LANDALE_ALLOWED_ORIGINS: source.origin } }
  const before = await serverHere(options)
  await using chromium = await openBrowser()
  const { browser } = chromium
  const open = await openTabs(browser)
  const tab = await open(`${source.origin}/?url=${encodeURIComponent(before.socketUrl)}&key=${keys.overlay}`)
  await until(tab, 'window.feed?.cursor !== undefined && stock.opens === 1')
  await open('about:blank')
  await until(tab, 'document.visibilityState === "hidden"')

  await before[Symbol.asyncDispose]()
  await using after = await serverHere({ ...options, ports: before.ports })
  const { body } = await api(after, 'control', '/v1/commands/event.test', { type: 'channel.followed' })
  await until(tab, 'seen.length === 1')
  expect(await tab.evaluate('seen')).toEqual([body.position])
  expect(await tab.evaluate('[document.visibilityState, client.statistics.reconnects, stock.opens]')).toEqual(['hidden', 1, 1])

  await tab.show()
  await until(tab, 'stock.opens === 2')
  expect(await tab.evaluate('[document.visibilityState, client.statistics.reconnects, seen.length]')).toEqual(['visible', 1, 1])
}, 30_000)
