// The dashboard as the streamer has it: the built page, from the real server, in a real Chromium. Run after `bun run build`.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Event } from '@landale/protocol'
import { openBrowser, type TestBrowser } from '@landale/testing/browser'
import type { Page } from 'playwright-core'
import { testGroups } from '../src/panel/test-groups.ts'
import { connected, openConsole, row } from './console-page.ts'
import { evening, names } from './evening.ts'
import { keys, startServer } from './fixture.ts'

/** What a browser writes on its own account when a server refuses it or is away. */
const refusal = /WebSocket connection to .* failed|Failed to load resource/

let chromium: TestBrowser
beforeAll(async () => {
  chromium = await openBrowser()
})
afterAll(async () => {
  await chromium[Symbol.asyncDispose]()
})

const positions = async (page: Page) => (await page.locator('.row .position').allTextContents()).map(Number)
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document
    return activeElement?.getAttribute('aria-label') ?? activeElement?.className ?? ''
  })
/** Presses the key until the focus is where it should be: how many stops lie between is the layout's affair. */
async function pressUntil(page: Page, key: string, arrived: (name: string) => boolean) {
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press(key)
    if (arrived(await focused(page))) return
  }
  throw new Error(`${key} never got there`)
}

test('a wrong key and a worker’s key are refused in so many words, and the control key opens the console', async () => {
  await using server = await startServer()
  const { page, faults } = await chromium.open(server.url)
  const refused = page.getByRole('alert').filter({ hasText: 'does not take this key' })
  for (const key of ['no-such-key-at-all', keys.worker]) {
    await page.getByLabel('Control key').fill(key)
    await page.getByRole('button', { name: 'Connect' }).click()
    await refused.waitFor()
  }
  // The form has the focus: typing is enough.
  await page.keyboard.type(keys.control)
  await page.keyboard.press('Enter')
  await connected(page)
  expect(await refused.count()).toBe(0)
  expect(faults.filter((fault) => !refusal.test(fault))).toEqual([])
}, 30_000)

test('a key in the address leaves it at once, lasts the tab’s reloads and is gone when forgotten', async () => {
  await using server = await startServer()
  const { page, faults } = await openConsole(chromium, server)
  expect(page.url()).toBe(`${server.url}/`)
  await page.reload()
  await connected(page)
  await page.getByRole('button', { name: 'Forget key' }).click()
  await page.getByLabel('Control key').waitFor()
  await page.reload()
  await page.getByLabel('Control key').waitFor()
  expect(faults).toEqual([])
}, 30_000)

test('the header says whether the page is connected and where the log is', async () => {
  await using server = await startServer()
  const { page, faults } = await openConsole(chromium, server)
  expect(await page.locator('.status').textContent()).toBe('Connected')
  const position = await server.append([...evening])
  const head = page.locator('.readout.head dd', { hasText: `${position + evening.length - 1}` })
  await head.waitFor()
  await page.locator('.part', { hasText: 'log' }).first().waitFor()
  expect(faults).toEqual([])
}, 30_000)

test('a test button of every kind puts its event in the feed, marked as a test', async () => {
  await using server = await startServer()
  const { page, faults } = await openConsole(chromium, server)
  const types = testGroups().flatMap(({ tests }) => tests.map(({ type }) => type))
  for (const type of types) {
    await page.getByRole('button', { name: `Test ${type}`, exact: true }).click()
    await page.locator('.test [role="status"]', { hasText: `${type} is event` }).waitFor()
    const shown = page.locator('li', { has: page.locator('.origin[data-origin="test"]') }).filter({
      has: page.locator('.type').getByText(type, { exact: true }),
    })
    await shown.first().waitFor({ state: 'attached' })
  }
  expect(await page.getByRole('button', { name: /^Test / }).count()).toBe(types.length)
  expect(faults).toEqual([])
}, 60_000)

test('the feed is filtered by text, in any script and case, and by feed', async () => {
  await using server = await startServer()
  const { page, faults } = await openConsole(chromium, server)
  await server.append([...evening])
  await row(page, 'welcome everyone').waitFor()
  const search = page.getByLabel('Filter by text')
  const types = async () => new Set(await page.locator('.row .type').allTextContents())

  await search.fill('RAIDED 148')
  await expectCount(page, 1)
  expect(await row(page, '148 viewers').count()).toBe(1)
  await search.fill(names.japanese)
  await expectCount(page, 2)
  await search.fill('no event says this')
  await page.getByText('No event matches the filter.').waitFor()
  await search.fill('')
  await page.getByLabel('Feed', { exact: true }).selectOption('chat')
  await expectCount(page, evening.filter(({ type }) => type.startsWith('chat.')).length)
  expect(await types()).toEqual(new Set(['chat.message.sent']))
  await page.getByLabel('Feed', { exact: true }).selectOption('ironmon')
  await expectCount(page, evening.filter(({ type }) => type.startsWith('run.')).length)
  expect(faults).toEqual([])
}, 30_000)

async function expectCount(page: Page, count: number) {
  await page.locator('.feed-count', { hasText: new RegExp(`^${count} of `) }).waitFor()
  expect(await page.locator('.row').count()).toBe(count)
}

test('what viewers write is text, whatever it looks like', async () => {
  await using server = await startServer()
  const { page, faults } = await openConsole(chromium, server)
  await server.append([...evening])
  const marked = row(page, '<script>document.title = 2</script> <b>bold?</b>')
  await marked.waitFor()
  expect(await marked.locator('.who').textContent()).toBe(names.markup)
  await marked.click()
  await page.locator('.payload', { hasText: names.markup.slice(0, 10) }).waitFor()
  expect(await page.locator('.feed :is(img, script, b)').count()).toBe(0)
  expect(await page.title()).toBe('Landale')
  expect(faults).toEqual([])
}, 30_000)

test('an overlay’s address is copied with the overlay key, shown without it, and opens; its page is then among the clients', async () => {
  await using server = await startServer()
  const { page, faults } = await openConsole(chromium, server)
  await page.getByRole('button', { name: 'Copy the address of alerts' }).click()
  await page.getByText('The address of alerts is copied.').waitFor()
  const address = new URL(await page.evaluate(() => navigator.clipboard.readText()))
  expect(address.pathname).toBe('/overlay/alerts')
  expect(address.searchParams.get('key')).toBe(keys.overlay)
  expect(await page.locator('body').textContent()).not.toContain(keys.overlay)

  const clients = page.getByRole('region', { name: /^Connected clients/ })
  await clients.locator('.line', { hasText: 'control' }).waitFor()
  const overlay = await chromium.open(address.href)
  await overlay.page.locator('#root[data-connected="true"]').waitFor({ state: 'attached' })
  await clients.locator('.line', { hasText: 'overlay:alerts' }).waitFor()
  await overlay.page.context().close()
  await clients.locator('.line', { hasText: 'overlay:alerts' }).waitFor({ state: 'detached' })
  expect(faults).toEqual([])
}, 30_000)

test('a killed server shows at once, and after its restart the feed goes on without a gap or a double', async () => {
  await using server = await startServer()
  const { page, faults } = await openConsole(chromium, server)
  await server.append([...evening])
  await row(page, 'welcome everyone').waitFor()

  const killedAt = performance.now()
  await server.kill()
  await page.locator('.console[data-connected="false"]').waitFor()
  expect(performance.now() - killedAt).toBeLessThan(1_000)
  await page.getByRole('alert').filter({ hasText: 'No connection since' }).waitFor()
  expect(await page.getByRole('button', { name: 'Test channel.raided' }).isDisabled()).toBe(true)
  expect(await row(page, 'welcome everyone').count()).toBe(1)

  await page.context().setOffline(true)
  await server.restart()
  await server.append([said('while the page was away')])
  expect(await page.locator('.console').getAttribute('data-connected')).toBe('false')
  await page.context().setOffline(false)
  await connected(page)
  await server.append([said('after it came back')])
  await row(page, 'after it came back').waitFor()
  expect(await page.locator('.offline').count()).toBe(0)
  const seen = await positions(page)
  const newest = seen[0] ?? 0
  expect(seen).toEqual(Array.from({ length: seen.length }, (_, index) => newest - index))
  expect(seen.at(-1)).toBe(1)
  expect(await row(page, 'while the page was away').count()).toBe(1)
  expect(faults.filter((fault) => !refusal.test(fault))).toEqual([])
}, 30_000)

const said = (text: string) => ({
  type: 'chat.message.sent',
  actor: 'twitch:1',
  source: 'twitch',
  payload: { message_id: text, user: { id: '1', login: 'a', name: 'A' }, text } satisfies Event['payload'],
})

test('a paused feed stands still, counts what waits, and goes on with all of it', async () => {
  await using server = await startServer()
  const { page, faults } = await openConsole(chromium, server)
  await server.append([said('before')])
  await row(page, 'before').waitFor()
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await server.append([said('meanwhile, one'), said('meanwhile, two')])
  await page.getByRole('button', { name: 'Go on 2 new' }).waitFor()
  expect(await row(page, 'meanwhile').count()).toBe(0)
  await page.getByRole('button', { name: 'Go on' }).click()
  await row(page, 'meanwhile, two').waitFor()
  expect(await row(page, 'meanwhile').count()).toBe(2)
  expect(faults).toEqual([])
}, 30_000)

test('the whole page goes by keyboard alone', async () => {
  await using server = await startServer()
  const { page, faults } = await openConsole(chromium, server)
  await server.append([...evening])
  await row(page, 'welcome everyone').waitFor()

  // The feed is one stop of the tab key.
  await pressUntil(page, 'Tab', (name) => name === 'row')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  const chosen = page.locator('.row:focus')
  const position = await chosen.locator('.position').textContent()
  expect(position).toBe(String((await positions(page))[1]))
  await page.keyboard.press('Enter')
  await page.locator('.row[aria-expanded="true"]', { hasText: position ?? '' }).waitFor()
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Close')
  await page.keyboard.press('Escape')
  expect(await page.locator('.details').count()).toBe(0)
  expect(await chosen.locator('.position').textContent()).toBe(position)
  await page.keyboard.press('End')
  expect(await chosen.locator('.position').textContent()).toBe(String((await positions(page)).at(-1)))

  // New events neither take the focus nor move it to another.
  const oldest = await chosen.locator('.position').textContent()
  await server.append([said('in the middle of it')])
  await row(page, 'in the middle of it').waitFor()
  expect(await chosen.locator('.position').textContent()).toBe(oldest)

  await pressUntil(page, 'Tab', (name) => name === 'Copy the address of alerts')
  await page.keyboard.press('Enter')
  await page.getByText('The address of alerts is copied.').waitFor()
  await pressUntil(page, 'Tab', (name) => name === 'Test channel.raided')
  expect(await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)).toBe('solid')
  await page.keyboard.press('Space')
  await row(page, 'Lanternfish').waitFor()

  await pressUntil(page, 'Shift+Tab', (name) => name === 'Filter by text')
  await page.keyboard.type('lanternfish')
  await expectCount(page, 1)
  await pressUntil(page, 'Shift+Tab', (name) => name.includes('forget'))
  await page.keyboard.press('Enter')
  await page.getByLabel('Control key').waitFor()
  expect(faults).toEqual([])
}, 30_000)
