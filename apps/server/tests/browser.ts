import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'

const executablePath = [process.env.LANDALE_CHROMIUM, '/usr/bin/chromium'].find((path) => path !== undefined && existsSync(path))

/** Flags that keep a browser to itself on a closed network, and running as root in CI. */
export const chromiumFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A real Chromium; closed with its scope. */
export async function openBrowser(): Promise<
  AsyncDisposable & { browser: Browser; open(url: string): Promise<{ page: Page; faults: string[] }> }
> {
  const browser = await chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: chromiumFlags })
  return {
    browser,
    async open(url) {
      const page = await browser.newPage({ viewport: { width: 1_920, height: 1_080 } })
      const faults: string[] = []
      page.on('pageerror', ({ message }) => faults.push(message))
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text())
      })
      await page.goto(url)
      return { page, faults }
    },
    [Symbol.asyncDispose]: () => browser.close(),
  }
}
