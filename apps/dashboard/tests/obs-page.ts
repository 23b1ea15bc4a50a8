import type { TestBrowser } from '@landale/testing/browser'
import { type FakeObs, fakeObs } from '@landale/testing/obs'
import type { Locator, Page } from 'playwright-core'
import { openConsole } from './console-page.ts'
import { type Server, startServer } from './fixture.ts'

export type ObsHere = AsyncDisposable & { page: Page; faults: string[]; server: Server; obs: FakeObs; panel: Locator }

/** A console on a server whose OBS is a fake of the tests' own. */
export async function obsHere(chromium: TestBrowser, environment: Record<string, string> = {}): Promise<ObsHere> {
  const obs = fakeObs()
  const server = await startServer({ OBS_URL: obs.url, ...environment })
  const { page, faults } = await openConsole(chromium, server)
  const panel = page.getByRole('region', { name: 'OBS' })
  await panel.waitFor()
  return {
    page,
    faults,
    server,
    obs,
    panel,
    async [Symbol.asyncDispose]() {
      await page.context().close()
      await server[Symbol.asyncDispose]()
      obs[Symbol.dispose]()
    },
  }
}

export const scene = (panel: Locator, name: string) => panel.getByRole('list', { name: 'Scenes' }).getByRole('button', { name })
export const output = (panel: Locator, name: string) => panel.locator(`[data-output="${name}"]`)
/** Resolves when an output is so. */
export const isState = (panel: Locator, name: string, state: string) =>
  panel.locator(`[data-output="${name}"][data-state="${state}"]`).waitFor()
export const input = (panel: Locator, name: string) => panel.locator(`[data-input="${name}"]`)
export const said = (within: Locator, text: string) => within.locator('.said', { hasText: text }).waitFor()

/** Resolves when it holds of something outside of the page: looks again with each of its frames. */
export async function until(page: Page, holds: () => boolean): Promise<void> {
  while (!holds()) await page.evaluate(() => new Promise(requestAnimationFrame))
}
