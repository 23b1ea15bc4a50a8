import { openBrowser, type TestBrowser } from '@landale/testing/browser'
import { decode, type Frame, ground } from './frame.ts'

/** A page that takes pictures of frozen frames. */
export type Camera = {
  /** The frame that an address freezes, over its ground. */
  take(url: string): Promise<Frame>
  /** The same as a PNG. */
  shoot(url: string): Promise<Buffer>
  close(): Promise<void>
}

const longestMs = 15_000

export async function openCamera(
  chromium: TestBrowser,
  color: { r: number; g: number; b: number; a: number } = ground,
): Promise<Camera> {
  // Letters are in the same place wherever the machine is, and so are the hours.
  const { page, faults } = await chromium.open('about:blank', { locale: 'en-GB', timezoneId: 'UTC', deviceScaleFactor: 1 })
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setDefaultBackgroundColorOverride', { color })
  return {
    take: async (url) => decode(await shoot(url)),
    shoot,
    close: () => page.context().close(),
  }

  async function shoot(url: string): Promise<Buffer> {
    await page.goto(url, { waitUntil: 'commit' })
    await page
      .waitForSelector('#root[data-frozen="true"]', { state: 'attached', timeout: longestMs })
      .catch((error: unknown) => Promise.reject(new Error(`${url} does not freeze: ${faults.join('; ')}`, { cause: error })))
    if (faults.length > 0) throw new Error(`${url}: ${faults.join('; ')}`)
    const { data } = await session.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true })
    return Buffer.from(data, 'base64')
  }
}

/** Goes through a list with several cameras at once, as many as there are cores to draw. */
export async function takeAll<Item>(
  chromium: TestBrowser,
  items: readonly Item[],
  each: (camera: Camera, item: Item) => Promise<void>,
): Promise<void> {
  const left = [...items]
  const lane = async () => {
    const camera = await openCamera(chromium)
    for (let item = left.shift(); item !== undefined; item = left.shift()) await each(camera, item)
    await camera.close()
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

const lanes = 2

export { openBrowser, type TestBrowser }
