import type { Page, WebSocketRoute } from 'playwright-core'

export type SocketBetween = {
  /** From now on nothing of the server's with such a text in it reaches the page, until it is let through again. */
  hold(text: string): void
  /** Resolves once the page has sent a frame with such a text in it. */
  sent(text: string): Promise<void>
  /** From now on nothing of the page's with such a text in it reaches the server, until it is let through again. */
  swallow(text: string): void
  letThrough(): void
  /** How many frames with such a text the page has sent. */
  count(text: string): number
}

/** Stands between the page and the server: loses answers, as a network does. Reloads the page. */
export async function socketBetween(page: Page): Promise<SocketBetween> {
  let held: string | undefined
  let swallowed: string | undefined
  const frames: string[] = []
  const waiting = new Set<() => void>()
  await page.routeWebSocket(/\/socket\//, (route: WebSocketRoute) => {
    const server = route.connectToServer()
    route.onMessage((message) => {
      frames.push(String(message))
      if (swallowed === undefined || !String(message).includes(swallowed)) server.send(message)
      for (const look of waiting) look()
    })
    server.onMessage((message) => {
      if (held === undefined || !String(message).includes(held)) route.send(message)
    })
  })
  await page.reload()
  return {
    hold(text) {
      held = text
    },
    swallow(text) {
      swallowed = text
    },
    letThrough() {
      held = undefined
      swallowed = undefined
    },
    count: (text) => frames.filter((frame) => frame.includes(text)).length,
    sent(text) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const look = () => {
        if (!frames.some((frame) => frame.includes(text))) return
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
      return promise
    },
  }
}
