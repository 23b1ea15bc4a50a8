// Signing in at Twitch from the dashboard, its sources, and what moderators take back: the real server, a Twitch of the tests' own.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { openBrowser, type TestBrowser } from '@landale/testing/browser'
import { chatMessages, everyScope, type FakeTwitch, type FakeTwitchOptions, fakeTwitch, samples } from '@landale/testing/twitch'
import type { Locator, Page } from 'playwright-core'
import { connected, openConsole, row } from './console-page.ts'
import { type Server, startServer } from './fixture.ts'
import { check, sizes } from './page-check.ts'

const shots = resolve(import.meta.dir, '../../../docs/design/dashboard')
/** Twitch is asked every 5 s whether the streamer has agreed. */
const limitMs = 40_000

let chromium: TestBrowser
beforeAll(async () => {
  mkdirSync(shots, { recursive: true })
  chromium = await openBrowser()
})
afterAll(() => chromium[Symbol.asyncDispose]())

type Here = AsyncDisposable & { page: Page; faults: string[]; server: Server; twitch: FakeTwitch; panel: Locator; said: Locator }

/** A console on a server that is set up for a Twitch of its own, whose codes are as long as real ones. */
async function consoleHere(options: FakeTwitchOptions = {}): Promise<Here> {
  const twitch = await fakeTwitch({ secrets: '', pollIntervalSeconds: 1, ...options })
  const server = await startServer({
    TWITCH_CLIENT_ID: twitch.clientId,
    TWITCH_AUTH_URL: twitch.authUrl,
    TWITCH_HELIX_URL: twitch.helixUrl,
    TWITCH_EVENTSUB_URL: twitch.eventSubUrl,
  })
  const { page, faults } = await openConsole(chromium, server)
  const panel = page.getByRole('region', { name: 'Twitch account' })
  await panel.waitFor()
  return {
    page,
    faults,
    server,
    twitch,
    panel,
    said: panel.getByRole('status'),
    async [Symbol.asyncDispose]() {
      await page.context().close()
      await server[Symbol.asyncDispose]()
      await twitch[Symbol.asyncDispose]()
    },
  }
}

const button = ({ panel }: Pick<Here, 'panel'>, name: string) => panel.getByRole('button', { name, exact: true })
const source = ({ page }: Pick<Here, 'page'>, name: string) => page.locator(`[data-source="${name}"]`)
const isIn = (here: Here, state: string) => source(here, 'twitch').locator(`[data-state="${state}"]`).waitFor()
const saying = (here: Here, text: string) => here.said.filter({ hasText: text }).waitFor()
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')

/** Signs in, by the mouse. */
async function signIn(here: Here) {
  await button(here, 'Sign in to Twitch').click()
  await here.panel.locator('.code').waitFor()
  here.twitch.approve()
  await button(here, 'Sign out').waitFor()
}

test(
  'the streamer signs in with a code that the page forgets, and out with a second press',
  async () => {
    await using here = await consoleHere()
    const { page, twitch, panel } = here
    const height = async () => (await panel.boundingBox())?.height
    const before = await height()
    await isIn(here, 'off')
    await button(here, 'Sign in to Twitch').click()
    const code = (await panel.locator('.code').textContent()) ?? ''
    expect(twitch.pendingCodes).toEqual([code])
    expect(await height()).toBe(before)
    const link = panel.getByRole('link', { name: 'www.twitch.tv/activate' })
    expect(new URL((await link.getAttribute('href')) ?? '').searchParams.get('device-code')).toBe(code)
    expect([await link.getAttribute('target'), await link.getAttribute('rel')]).toEqual(['_blank', 'noreferrer'])
    expect(await panel.locator('.account-fact').textContent()).toMatch(/good for (30:00|29:5\d)$/)
    await button(here, 'Copy the code').click()
    await saying(here, 'The code is copied.')
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code)

    twitch.approve()
    await panel.getByText('Cool_Streamer').waitFor()
    await saying(here, 'Signed in.')
    expect(await page.locator('body').textContent()).not.toContain(code)
    expect(await height()).toBe(before)
    await isIn(here, 'ok')
    await panel.getByText('Hears 42 of 42 kinds of event.').waitFor()

    await button(here, 'Sign out').click()
    await saying(here, 'Press again within 4 s')
    // The first press is forgotten where no second one comes.
    await saying(here, 'Signed in.')
    await button(here, 'Sign out').click()
    await button(here, 'Really sign out').click()
    await button(here, 'Sign in to Twitch').waitFor()
    await saying(here, 'Signed out.')
    expect(await height()).toBe(before)
    await isIn(here, 'off')
    expect(here.faults).toEqual([])
  },
  limitMs,
)

test(
  'all of it goes by keyboard, and the focus is never lost',
  async () => {
    await using here = await consoleHere()
    const { page, twitch } = here
    await button(here, 'Sign in to Twitch').focus()
    await page.keyboard.press('Enter')
    await button(here, 'Copy the code').waitFor()
    expect(await focused(page)).toBe('Copy')
    await page.keyboard.press('Space')
    await saying(here, 'The code is copied.')
    await page.keyboard.press('Tab')
    expect(await focused(page)).toContain('www.twitch.tv/activate')
    twitch.approve()
    const out = button(here, 'Sign out')
    await out.waitFor()
    expect(await out.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await button(here, 'Sign in to Twitch').waitFor()
    expect(await focused(page)).toBe('Sign in to Twitch')
    expect(here.faults).toEqual([])
  },
  limitMs,
)

test(
  'a sign-in that comes to nothing says so, and the next one may be begun',
  async () => {
    await using here = await consoleHere()
    const { page, twitch, panel } = here
    await button(here, 'Sign in to Twitch').click()
    await panel.locator('.code').waitFor()
    // Another page knows that a sign-in waits, and not its code.
    const other = await openConsole(chromium, here.server)
    await other.page.getByText(/A sign-in begun before waits for another (30:00|29:\d\d)\./).waitFor()
    await other.page.context().close()
    twitch.deny()
    await saying(here, 'The sign-in ended before it was agreed to.')
    await button(here, 'Sign in to Twitch').waitFor()
    expect(await panel.locator('.code').count()).toBe(0)

    await page.reload()
    await connected(page)
    twitch.failSignIn(100)
    await button(here, 'Sign in to Twitch').click()
    await saying(here, 'The sign-in did not begin: ')
    expect(await here.said.getAttribute('data-failed')).toBe('true')
    twitch.failSignIn(0)
    expect(here.faults).toEqual([])
  },
  limitMs,
)

test(
  'what is not granted is shown by name, and a subscription that Twitch takes away with its reason',
  async () => {
    await using here = await consoleHere({ scopes: ['user:read:chat', 'moderator:read:followers'] })
    const { twitch, panel } = here
    await signIn(here)
    await isIn(here, 'degraded')
    const gap = (text: string) => panel.locator('.gap', { hasText: text })
    expect(await gap('bits:read').textContent()).toBe('bits:readchannel.cheer')
    expect(await source(here, 'twitch').locator('.line-more').textContent()).toContain('bits:read')
    twitch.revoke('channel.update', 'version_removed')
    await gap('Twitch says version_removed').waitFor()
    expect(await gap('version_removed').textContent()).toContain('channel.update')

    await button(here, 'Sign in again to grant').click()
    await panel.locator('.code').waitFor()
    twitch.approve()
    await saying(here, 'What is granted has not changed.')
    expect(here.faults).toEqual([])
  },
  limitMs,
)

test(
  'a message that a moderator deletes leaves the feed, its details and what is found, and keeps its row',
  async () => {
    await using here = await consoleHere()
    const { page, twitch } = here
    await signIn(here)
    await isIn(here, 'ok')
    twitch.notify('channel.chat.message', chatMessages.text)
    const said = row(page, 'Hi chat')
    await said.click()
    await page.locator('.payload', { hasText: 'Hi chat' }).waitFor()
    await source(here, 'twitch')
      .filter({ hasText: /event \d s ago/ })
      .waitFor()

    twitch.notify('channel.chat.message_delete', samples['channel.chat.message_delete'])
    const emptied = row(page, 'Message deleted')
    await emptied.waitFor()
    expect(await said.count()).toBe(0)
    expect(await page.locator('.feed').textContent()).not.toContain('Hi chat')
    // The row under the keyboard is the same one as before, and still open.
    expect(await emptied.evaluate((element) => [element === document.activeElement, element.ariaExpanded])).toEqual([
      true,
      'true',
    ])
    expect(await page.locator('.details').textContent()).toContain('kept no word of it')
    await page.getByLabel('Filter by text').fill('Hi chat')
    await page.getByText('No event matches the filter.').waitFor()

    // A page that opens afterwards gets both on one page of the feed.
    await page.reload()
    await emptied.waitFor()
    expect(await said.count()).toBe(0)
    expect(here.faults).toEqual([])
  },
  limitMs,
)

test(
  'without a client’s id there is a source that says so, and no panel',
  async () => {
    await using server = await startServer()
    const { page, faults } = await openConsole(chromium, server)
    await source({ page }, 'twitch').filter({ hasText: 'TWITCH_CLIENT_ID is not set' }).waitFor()
    await page.locator('.part', { hasText: 'archive' }).waitFor()
    expect(await page.locator('.part', { hasText: 'twitch' }).count()).toBe(0)
    expect(await page.getByRole('region', { name: 'Twitch account' }).count()).toBe(0)
    expect(faults).toEqual([])
  },
  limitMs,
)

test(
  'a source that goes down is said aloud, and its reason stays on the screen',
  async () => {
    await using here = await consoleHere()
    const { page, twitch } = here
    await signIn(here)
    await isIn(here, 'ok')
    twitch.failSignIn(1_000)
    twitch.close(4_000)
    twitch.fail(1_000)
    const sources = page.getByRole('region', { name: 'Sources' })
    await sources.getByRole('status').filter({ hasText: 'twitch is down.' }).waitFor({ state: 'attached' })
    await check(page)
    expect(here.faults).toEqual([])
  },
  limitMs,
)

test('everybody can use it at every size, in both schemes: signed out, with a code, and with much that is missing', async () => {
  const refused = ['bits:read', 'channel:read:redemptions', 'channel:read:predictions', 'clips:edit']
  await using here = await consoleHere({ scopes: everyScope.filter((scope) => !refused.includes(scope)) })
  const { page, twitch, panel } = here
  const look = async (name: string) => {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      for (const size of sizes) {
        await page.setViewportSize(size)
        const views = page.getByRole('navigation', { name: 'Show' })
        if (await views.isVisible()) await views.getByRole('button', { name: 'State' }).click()
        await check(page)
        const isKept = process.env.LANDALE_SHOTS !== undefined && size.height === 1_080
        if (isKept) await panel.screenshot({ path: `${shots}/twitch-${name}-${colorScheme}.png` })
      }
    }
  }
  await look('signed-out')
  await button(here, 'Sign in to Twitch').click()
  await panel.locator('.code').waitFor()
  await look('code')
  twitch.approve()
  await isIn(here, 'degraded')
  await look('missing')
  expect(here.faults).toEqual([])
}, 60_000)
