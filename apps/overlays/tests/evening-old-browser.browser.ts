// Every overlay in a browser without what came after the one that OBS embeds.
import { expect, test } from 'bun:test'
import { overlayNames } from '@landale/protocol'
import { obsChromium } from '../../../scripts/browser-apis/check.ts'
import { newerThan } from '../../../scripts/browser-apis/features.ts'
import { openBrowser, paintedShare, serverProcess, until, wholeCanvas } from './evening-page.ts'

const limitMs = 120_000

type Absent = { globals: string[]; members: { owner: string; name: string }[] }

/** Runs in the page, before its own scripts. What a browser without them would not have either is not there. */
function takeAway({ globals, members }: Absent): void {
  let taken = 0
  const remove = (from: object | undefined, name: string) => {
    if (from !== undefined && Object.hasOwn(from, name) && Reflect.deleteProperty(from, name)) taken += 1
  }
  const held = (from: object, name: string): object | undefined => {
    const value: unknown = Object.getOwnPropertyDescriptor(from, name)?.value
    return typeof value === 'function' || (typeof value === 'object' && value !== null) ? value : undefined
  }
  for (const { owner, name } of members) {
    const of = owner.split('.').reduce<object | undefined>((from, part) => from && held(from, part), globalThis)
    if (of === undefined) continue
    // The data does not say of a builtin's member whose it is.
    remove(of, name)
    remove(held(of, 'prototype'), name)
  }
  for (const name of globals) remove(globalThis, name)
  Object.defineProperty(window, 'takenAway', { value: taken })
}

/** What a page shows whose demo begins with an empty screen. */
const shown: Readonly<Record<string, string>> = { alerts: 'raid', takeover: 'cover' }

test(
  `every overlay paints its demo with all that is newer than Chromium ${obsChromium} absent`,
  async () => {
    const newer = newerThan(obsChromium)
    const absent: Absent = {
      globals: [...newer.globals.keys()],
      members: newer.members.map(({ owner, name }) => ({ owner, name })),
    }
    await using server = await serverProcess()
    await using chromium = await openBrowser()
    const isNewerHere = Number.parseInt(chromium.browser.version(), 10) > obsChromium
    for (const name of overlayNames) {
      const { page, faults } = await chromium.open('about:blank')
      await page.addInitScript(takeAway, absent)
      const response = await page.goto(`${server.url}/overlay/${name}?debug=1&demo=1`)
      expect({ name, status: response?.status() }).toEqual({ name, status: 200 })
      await page.waitForFunction(() => window.landale !== undefined)
      expect(await page.evaluate(() => ['try' in Promise, Reflect.get(window, 'takenAway') > 0])).toEqual([false, isNewerHere])
      await page.evaluate((sample) => sample && window.landale?.show(sample), shown[name])
      await until(`${name} paints`, async () => (await paintedShare(page, wholeCanvas)) > 0.001)
      expect({ name, faults }).toEqual({ name, faults: [] })
      await page.context().close()
    }
  },
  limitMs,
)
