import type { TestBrowser } from '@landale/testing/browser'

/** A tab as OBS treats a source: what lies behind another one is hidden, and paints nothing. */
export type Tab = { evaluate(expression: string): Promise<unknown>; show(): Promise<void> }

/** Tabs of Playwright's own contexts are kept visible whatever lies before them, so these are opened beside them. */
export async function openTabs({ browser }: Pick<TestBrowser, 'browser'>): Promise<(url: string) => Promise<Tab>> {
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
      async evaluate(expression) {
        lastId += 1
        const { promise, resolve } = Promise.withResolvers<unknown>()
        waiting.set(`${sessionId}/${lastId}`, resolve)
        const params = { expression, returnByValue: true, awaitPromise: true }
        const message = JSON.stringify({ id: lastId, method: 'Runtime.evaluate', params })
        await devtools.send('Target.sendMessageToTarget', { sessionId, message })
        return await promise
      },
      async show() {
        await devtools.send('Target.activateTarget', { targetId })
      },
    }
  }
}

/** Asked from here: a question put to a page that is still being loaded is lost with the empty one before it. */
export async function until(tab: Tab, expression: string): Promise<void> {
  while ((await tab.evaluate(expression)) !== true) await Bun.sleep(20)
}
