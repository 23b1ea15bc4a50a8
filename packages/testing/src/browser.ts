import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

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

export type OpenPage = {
  page: Page
  /** What went wrong in the page and what it wrote to the console as an error. */
  faults: string[]
}

export type TestBrowser = AsyncDisposable & {
  browser: Browser
  open(url: string, options?: BrowserContextOptions): Promise<OpenPage>
}

/** A real Chromium; closed with its scope. Each page has a context, and so a session storage and a clipboard permission, of its own. */
export async function openBrowser(): Promise<TestBrowser> {
  const browser = await chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: chromiumFlags })
  return {
    browser,
    async open(url, options = {}) {
      const context = await browser.newContext({
        viewport: { width: 1_920, height: 1_080 },
        permissions: ['clipboard-read', 'clipboard-write'],
        ...options,
      })
      const page = await context.newPage()
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
