// The broadcast's status and the channel's form: the real server, with an OBS and a Twitch of the tests' own.
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { openBrowser, type TestBrowser } from '@landale/testing/browser'
import { api } from '@landale/testing/server'
import { everyScope, type FakeTwitch, fakeTwitch, samples } from '@landale/testing/twitch'
import type { Locator, Page } from 'playwright-core'
import { openConsole } from './console-page.ts'
import { type Server, startServer } from './fixture.ts'
import { isState, obsHere, said } from './obs-page.ts'
import { check, sizes } from './page-check.ts'

setDefaultTimeout(40_000)

const shots = resolve(import.meta.dir, '../../../docs/design/dashboard')
let chromium: TestBrowser
beforeAll(async () => {
  mkdirSync(shots, { recursive: true })
  chromium = await openBrowser()
})
afterAll(() => chromium[Symbol.asyncDispose]())

type Here = AsyncDisposable & { page: Page; faults: string[]; server: Server; twitch: FakeTwitch; panel: Locator }

/** A console on a server whose streamer has signed in at a Twitch of its own. */
async function channelHere(scopes: readonly string[] = everyScope): Promise<Here> {
  const twitch = await fakeTwitch({ pollIntervalSeconds: 1, secrets: '', scopes })
  const server = await startServer({
    TWITCH_CLIENT_ID: twitch.clientId,
    TWITCH_AUTH_URL: twitch.authUrl,
    TWITCH_HELIX_URL: twitch.helixUrl,
    TWITCH_EVENTSUB_URL: twitch.eventSubUrl,
  })
  const { page, faults } = await openConsole(chromium, server)
  const panel = page.getByRole('region', { name: 'Stream', exact: true })
  await panel.getByText('Nobody is signed in at Twitch.').waitFor()
  await page.getByRole('button', { name: 'Sign in to Twitch' }).click()
  await page.locator('.code').waitFor()
  twitch.approve()
  await page.getByText(/^Hears \d+ of 42 kinds of event\.$/).waitFor()
  if (scopes === everyScope) await page.getByText('Hears 42 of 42 kinds of event.').waitFor()
  return {
    page,
    faults,
    server,
    twitch,
    panel,
    async [Symbol.asyncDispose]() {
      await page.context().close()
      await server[Symbol.asyncDispose]()
      await twitch[Symbol.asyncDispose]()
    },
  }
}

const title = (panel: Locator) => panel.getByLabel('Title')
const send = (panel: Locator) => panel.getByRole('button', { name: 'Update channel' })
/** As Twitch tells of a change; `channel` is what a bot has made of it. */
function changedElsewhere({ twitch }: Here, change: { title?: string }) {
  Object.assign(twitch.channel, change)
  const { title, broadcaster_language: language, game_id: category_id } = twitch.channel
  twitch.notify('channel.update', { ...samples['channel.update'], title, language, category_id })
}

test('the status says how the broadcast does, and turns captions on and off', async () => {
  await using here = await obsHere(chromium)
  const { page, obs, panel, server } = here
  const status = page.getByRole('region', { name: 'Broadcast' })
  await status.getByText('Off air').waitFor()
  await panel.getByRole('button', { name: 'Start: Stream' }).click()
  await isState(panel, 'stream', 'on')
  await status.and(page.locator('[data-on-air="true"]')).waitFor()
  await status.locator('.on-air-clock').filter({ hasText: '0:02' }).waitFor()
  await status.locator('[data-figure="bitrate"]').waitFor()
  await status.locator('[data-figure="scene"]').getByText('Starting soon').waitFor()
  await server.append([
    {
      type: 'channel.updated',
      actor: 'twitch:1',
      source: 'twitch',
      payload: { title: 'Brock or bust', language: 'en', category_id: '490100', category_name: 'Pokémon FireRed/LeafGreen' },
    },
    { type: 'channel.cheered', actor: 'twitch:2', source: 'twitch', payload: { user: null, bits: 500, message: '' } },
  ])
  await status.getByText('Brock or bust').waitFor()
  await status.getByText('500 bits').waitFor()

  const captions = status.getByRole('button', { name: 'Captions' })
  await captions.click()
  await page.locator('.row .type').getByText('captions.enabled', { exact: true }).waitFor()
  expect(await captions.getAttribute('aria-pressed')).toBe('true')
  await api(server, 'control', '/v1/commands/captions.set', { on: false })
  await captions.and(page.locator('[aria-pressed="false"]')).waitFor()

  obs.emit('StreamStateChanged', { outputActive: false, outputState: 'OBS_WEBSOCKET_OUTPUT_RECONNECTING' })
  await status.getByText('reconnecting').waitFor()
  expect(here.faults).toEqual([])
})

test('the title is changed: what cannot be is not sent, a refusal is said, and so is what was changed', async () => {
  await using here = await channelHere()
  const { panel, twitch, page } = here
  await panel.getByText('24 of 140').waitFor()
  expect(await send(panel).isDisabled()).toBe(true)
  await title(panel).fill('')
  await panel.getByText('A title has 1 to 140 letters.').waitFor()
  await title(panel).fill('x'.repeat(141))
  await panel.getByText('141 of 140').waitFor()
  expect(await send(panel).isDisabled()).toBe(true)

  await title(panel).fill('Attempt 1482: Brock or bust')
  twitch.fail(1, 400)
  await send(panel).click()
  await panel.locator('.said[data-failed="true"]').filter({ hasText: 'Refused: ' }).waitFor()
  expect(await title(panel).inputValue()).toBe('Attempt 1482: Brock or bust')

  await title(panel).press('Enter')
  await said(panel, 'Changed: Title “Attempt 1482: Brock or bust”.')
  expect(twitch.channel.title).toBe('Attempt 1482: Brock or bust')
  expect(await send(panel).isDisabled()).toBe(true)
  changedElsewhere(here, {})
  await page.locator('.row .type').getByText('channel.updated', { exact: true }).first().waitFor()
  expect(await panel.getByText('Changed elsewhere').count()).toBe(0)
  expect(here.faults.filter((fault) => !fault.includes('400'))).toEqual([])
})

test('category, tags and language go by keyboard', async () => {
  await using here = await channelHere()
  const { panel, twitch, page } = here
  const category = panel.getByRole('combobox', { name: 'Category' })
  await category.waitFor()
  await category.focus()
  await page.keyboard.type('art')
  await panel.getByRole('option', { name: 'Art' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await panel.getByRole('listbox').getByRole('option', { name: 'Art', selected: true }).waitFor()
  await page.keyboard.press('Enter')
  expect(await category.inputValue()).toBe('Art')
  await panel.getByLabel('Add a tag').focus()
  await page.keyboard.type('two,bad-one ')
  await panel.getByText('Up to 10 tags of letters and digits only, each up to 25.').waitFor()
  expect(await send(panel).isDisabled()).toBe(true)
  await page.keyboard.press('Backspace')
  await panel.getByText('3 of 10').waitFor()
  await panel.getByLabel('Language').selectOption({ label: 'German' })
  await panel.getByLabel('Title').focus()
  await page.keyboard.press('Enter')
  await said(panel, 'Changed: Category Art; Language German; Tags English, IronMON, two.')
  expect(twitch.channel).toMatchObject({ game_id: '509660', broadcaster_language: 'de', tags: ['English', 'IronMON', 'two'] })
  expect(here.faults).toEqual([])
})

test('what somebody else changes meanwhile stands beside the field, and overwrites nothing', async () => {
  await using here = await channelHere()
  const { panel, twitch } = here
  await panel.getByText('24 of 140').waitFor()
  changedElsewhere(here, { title: 'By a bot' })
  await panel.getByText('Changed elsewhere; it was “Kaizo IronMON, attempt 1”.').waitFor()
  expect(await title(panel).inputValue()).toBe('By a bot')

  await title(panel).fill('Mine')
  changedElsewhere(here, { title: 'By a bot again' })
  await panel.getByText('Changed elsewhere. It is now “By a bot again”.').waitFor()
  expect(await title(panel).inputValue()).toBe('Mine')
  await send(panel).click()
  await said(panel, 'Say first whose change stays.')
  expect(twitch.channel.title).toBe('By a bot again')
  await panel.getByRole('button', { name: 'Keep mine' }).click()
  await send(panel).click()
  await said(panel, 'Changed: Title “Mine”.')
  expect(twitch.channel.title).toBe('Mine')
  expect(here.faults).toEqual([])
})

test('what is missing is said: no client, nobody signed in, nothing granted', async () => {
  await using server = await startServer()
  const { page } = await openConsole(chromium, server)
  await page.getByRole('region', { name: 'Stream', exact: true }).getByText('TWITCH_CLIENT_ID is not set').waitFor()
  await page.context().close()
  await using here = await channelHere(everyScope.filter((scope) => scope !== 'channel:manage:broadcast'))
  await here.panel.getByText('(channel:manage:broadcast)').waitFor()
})

const cases = (['dark', 'light'] as const).flatMap((colorScheme) => sizes.map((size) => ({ ...size, colorScheme })))
test('everybody can use the form, on every screen and in both themes', async () => {
  await using here = await channelHere()
  const { panel, page } = here
  await title(panel).fill('Mine')
  await panel.getByRole('combobox', { name: 'Category' }).fill('a')
  await panel.getByRole('listbox').getByRole('option').first().waitFor()
  for (const { colorScheme, ...size } of cases) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize(size)
    const views = page.getByRole('navigation', { name: 'Show' })
    if (await views.isVisible()) await views.getByRole('button', { name: 'Stream' }).click()
    await send(panel).scrollIntoViewIfNeeded()
    // LANDALE_SHOTS=1 writes the pictures that are committed, anew.
    const path = `${shots}/stream-${size.width}x${size.height}-${colorScheme}.png`
    await page.screenshot(process.env.LANDALE_SHOTS ? { path } : {})
    await check(page)
  }
  expect(here.faults).toEqual([])
})
