// The live steering: the queue, the cover, counts and timers, and the watch over the overlays. The real server, a real Chromium.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { openBrowser, type TestBrowser } from '@landale/testing/browser'
import type { Locator, Page } from 'playwright-core'
import { connected, openConsole } from './console-page.ts'
import { names } from './evening.ts'
import { keys } from './fixture.ts'
import { button, command, doing, inFeed, type Live, liveHere, refusal } from './live-page.ts'
import { check, sizes } from './page-check.ts'
import { socketBetween } from './socket-between.ts'

const shots = resolve(import.meta.dir, '../../../docs/design/dashboard')
const limitMs = 30_000

let chromium: TestBrowser
beforeAll(async () => {
  mkdirSync(shots, { recursive: true })
  chromium = await openBrowser()
})
afterAll(() => chromium[Symbol.asyncDispose]())

const queueOf = (page: Page) => page.getByRole('region', { name: /^Queue/ })
const waiting = (page: Page) => page.locator('.waiting-cue .cue-words')
const wordsOf = async (rows: Locator) => (await rows.allTextContents()).map((words) => words.trim())
const settledAs = (page: Page, words: string, outcome: string) =>
  page.locator('.settled-cue', { hasText: words }).filter({ hasText: outcome }).waitFor()
const isFocused = (part: Locator) => part.evaluate((element) => element === document.activeElement)

/** Waits until those who wait stand in this order. */
async function inOrder(page: Page, words: string[]) {
  await page.waitForFunction(
    (expected) =>
      JSON.stringify([...document.querySelectorAll('.waiting-cue .cue-words')].map((part) => part.textContent?.trim())) ===
      JSON.stringify(expected),
    words,
  )
}

/** A held queue with three of the middle layer in it. */
async function heldQueue(chromium: TestBrowser): Promise<Live> {
  const here = await liveHere(chromium)
  await command(here.server, 'queue.hold')
  await here.server.append([doing.cheer(1, 'Ana', 100), doing.cheer(2, 'Bo', 200), doing.cheer(3, 'Cy', 300)])
  await waiting(here.page).nth(2).waitFor()
  return here
}
const [ana, bo, cy] = ['Ana cheered 100 bits', 'Bo cheered 200 bits', 'Cy cheered 300 bits']

test(
  'the queue is held and let go on, and what is on says what is left of it by the server’s clock',
  async () => {
    await using here = await liveHere(chromium)
    const { page, server } = here
    const hold = button(queueOf(page), 'Hold')
    await hold.click()
    await page.locator('.standing', { hasText: 'Held' }).waitFor()
    await inFeed(page, 'queue.held').waitFor()
    await server.append([doing.cheer(1, 'Ana', 100), doing.raid(9, 'Lanternfish', 148)])
    await inOrder(page, ['Lanternfish is raiding with 148 viewers', ana])
    await hold.click()
    const raid = page.locator('.playing-cue', { hasText: 'Lanternfish' })
    await raid.getByText('no page shows it').waitFor()
    expect(await raid.locator('.left').textContent()).toMatch(/^0:0[89]$/)
    // It is live, so nothing marks it; the streamer’s own tries are marked.
    expect(await raid.locator('.origin').count()).toBe(0)
    await button(queueOf(page), 'Skip what is on').click()
    await settledAs(page, 'Lanternfish', 'skipped')
    const next = page.locator('.playing-cue', { hasText: ana })
    await next.waitFor()
    // A raid steps in front of it: it waits behind, and its time stands still.
    await command(server, 'event.test', { type: 'channel.raided' })
    await page.locator('.playing-cue[data-behind="true"]', { hasText: ana }).getByText('waits behind').waitFor()
    expect(await page.locator('.playing-cue').first().locator('.origin').textContent()).toBe('test')
    await button(page, `Skip ${ana}`).click()
    await settledAs(page, ana, 'skipped')
    expect(here.faults).toEqual([])
  },
  limitMs,
)

test(
  'those who wait are reordered by keyboard, said aloud, with the focus where it was',
  async () => {
    await using here = await heldQueue(chromium)
    const { page } = here
    const grip = button(page, `Move ${cy}`)
    await grip.focus()
    await page.keyboard.press('Alt+ArrowUp')
    await here.said(`${cy} is now 2 of 3.`)
    await inOrder(page, [ana, cy, bo])
    expect(await isFocused(grip)).toBe(true)
    await page.keyboard.press('Alt+ArrowUp')
    await page.keyboard.press('Alt+ArrowUp')
    await here.said(`${cy} is already the first of its layer.`)
    await page.keyboard.press('Alt+ArrowDown')
    await page.keyboard.press('Alt+ArrowDown')
    await here.said(`${cy} is now 3 of 3.`)
    await inFeed(page, 'cue.moved').nth(3).waitFor()
    await inOrder(page, [ana, bo, cy])
    expect(await isFocused(grip)).toBe(true)

    // What is taken away leaves the focus to the next in line.
    await button(page, `Remove ${ana}`).focus()
    await page.keyboard.press('Enter')
    await inOrder(page, [bo, cy])
    await settledAs(page, ana, 'removed')
    expect(await isFocused(button(page, `Remove ${bo}`))).toBe(true)
    expect(here.faults).toEqual([])
  },
  limitMs,
)

test(
  'they are reordered by dragging, and a drag that is broken off leaves them as they were',
  async () => {
    await using here = await heldQueue(chromium)
    const { page } = here
    const middleOf = async (name: string) => {
      const box = await button(page, `Move ${name}`).boundingBox()
      if (box === null) throw new Error(`${name} is not on the page`)
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    }
    const drag = async (name: string, onto: string, by: number) => {
      const [from, to] = [await middleOf(name), await middleOf(onto)]
      await page.mouse.move(from.x, from.y)
      await page.mouse.down()
      await page.mouse.move(to.x, to.y + by, { steps: 4 })
      await page.locator('.waiting-cue[data-drop]').waitFor()
    }
    await drag(cy, ana, -4)
    await page.mouse.up()
    await inOrder(page, [cy, ana, bo])
    await inFeed(page, 'cue.moved').waitFor()
    await drag(cy, bo, 8)
    await page.keyboard.press('Escape')
    await page.mouse.up()
    expect(await wordsOf(waiting(page))).toEqual([cy, ana, bo])
    await drag(cy, bo, 8)
    await page.mouse.up()
    await inFeed(page, 'cue.moved').nth(1).waitFor()
    await inOrder(page, [ana, bo, cy])
    // And by a finger.
    const touch = await page.context().newCDPSession(page)
    const at = async (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
      void (await touch.send('Input.dispatchTouchEvent', { type, touchPoints }))
    const [from, to] = [await middleOf(bo), await middleOf(ana)]
    await at('touchStart', from)
    await at('touchMove', { x: from.x, y: from.y - 10 })
    await at('touchMove', { x: to.x, y: to.y - 4 })
    await page.locator('.waiting-cue[data-drop="before"]', { hasText: 'Ana' }).waitFor()
    await at('touchEnd')
    await inOrder(page, [bo, ana, cy])
    expect(here.faults).toEqual([])
  },
  limitMs,
)

test(
  'a kind is muted and heard again, an event is shown once more, and clearing asks first',
  async () => {
    await using here = await heldQueue(chromium)
    const { page, server } = here
    await page.locator('.waiting-cue', { hasText: 'Ana' }).getByRole('button', { name: 'Mute channel.cheered' }).click()
    const unmute = button(page, 'Show channel.cheered again')
    await unmute.waitFor()
    await inFeed(page, 'queue.mute.changed').waitFor()
    await server.append([doing.cheer(4, 'Di', 400)])
    await settledAs(page, 'Di', 'muted')
    await unmute.click()
    await unmute.waitFor({ state: 'detached' })
    await inFeed(page, 'queue.mute.changed').nth(1).waitFor()
    await button(page, 'Replay Di cheered 400 bits').click()
    await page.locator('.waiting-cue', { hasText: 'Di' }).locator('.origin', { hasText: 'replay' }).waitFor()

    await button(queueOf(page), 'Clear').click()
    await here.said('Press again within 4 s to take away all 4.')
    await button(queueOf(page), 'Clear all').click()
    await page.getByText('Nothing waits.').waitFor()
    await here.said('The queue is cleared.')
    await button(queueOf(page), 'Hold').click()
    await button(queueOf(page), 'Do not disturb').click()
    await page.locator('.standing', { hasText: 'Not to be disturbed' }).waitFor()
    await server.append([doing.cheer(5, 'Ed', 500), doing.raid(9, 'Lanternfish', 148)])
    await page.locator('.playing-cue', { hasText: 'Lanternfish' }).waitFor()
    await inOrder(page, ['Ed cheered 500 bits'])
    expect(here.faults).toEqual([])
  },
  limitMs,
)

test(
  'what is gone meanwhile is refused in place',
  async () => {
    await using here = await heldQueue(chromium)
    const { page, server } = here
    const between = await socketBetween(page)
    await waiting(page).nth(2).waitFor()
    const cue = await page.locator('.waiting-cue', { hasText: 'Bo' }).getAttribute('data-cue')
    // Another dashboard is quicker, and this page has not heard of it yet.
    between.hold('"stream:queue","state"')
    await command(server, 'queue.remove', { cue })
    await button(page, `Remove ${bo}`).click()
    await here.said('That one is no longer there.')
    expect(await page.locator('.queue .said').getAttribute('data-failed')).toBe('true')
    between.letThrough()
    await button(page, `Remove ${ana}`).click()
    await inOrder(page, [cy])
    expect(here.faults).toEqual([])
  },
  limitMs,
)

test(
  'a press whose answer is lost with a killed server is done once',
  async () => {
    await using here = await heldQueue(chromium)
    const { page, server } = here
    const between = await socketBetween(page)
    await waiting(page).nth(2).waitFor()
    between.hold('stream:queue')
    await button(page, `Remove ${bo}`).click()
    await inOrder(page, [ana, cy])
    await between.sent('queue.remove')
    // It is durable, and its answer is lost.
    await inFeed(page, 'cue.removed').waitFor()
    await server.kill()
    await page.locator('.console[data-connected="false"]').waitFor()
    await page.locator('.queue .said', { hasText: 'Not connected: nothing here can be pressed.' }).waitFor()
    expect(await button(queueOf(page), 'Hold').isDisabled()).toBe(true)
    between.letThrough()
    await server.restart()
    await connected(page)
    await here.said(`${bo} is taken away.`)
    expect(between.count('queue.remove')).toBe(2)
    await settledAs(page, bo, 'removed')
    expect(await inFeed(page, 'cue.removed').count()).toBe(1)
    expect(await wordsOf(waiting(page))).toEqual([ana, cy])
    expect(here.faults.filter((fault) => !refusal.test(fault))).toEqual([])
  },
  limitMs,
)

test(
  'a press that a killed server never had is done after its restart, once',
  async () => {
    await using here = await heldQueue(chromium)
    const { page, server } = here
    const between = await socketBetween(page)
    await waiting(page).nth(2).waitFor()
    between.swallow('queue.do_not_disturb')
    await button(queueOf(page), 'Do not disturb').click()
    await between.sent('queue.do_not_disturb')
    await server.kill()
    await page.locator('.console[data-connected="false"]').waitFor()
    between.letThrough()
    await server.restart()
    await connected(page)
    await inFeed(page, 'queue.do_not_disturb.changed').waitFor()
    const quiet = queueOf(page).getByRole('button', { name: 'Do not disturb', pressed: true })
    await quiet.waitFor()
    expect(between.count('queue.do_not_disturb')).toBe(2)
    expect(await inFeed(page, 'queue.do_not_disturb.changed').count()).toBe(1)
    expect(here.faults.filter((fault) => !refusal.test(fault))).toEqual([])
  },
  limitMs,
)

test(
  'one press covers the screen, a key does, and nothing on the page is louder until it is uncovered by two',
  async () => {
    await using here = await liveHere(chromium)
    const { page, server } = here
    const overlay = await chromium.open(`${server.url}/overlay/takeover?key=${keys.overlay}`)
    const covers = (state: 'up' | 'down') => overlay.page.locator(`html[data-cover="${state}"]`).waitFor({ state: 'attached' })
    await overlay.page.locator('#root[data-connected="true"]').waitFor({ state: 'attached' })
    await button(page, 'Cover the screen F8').click()
    const strip = page.getByRole('region', { name: 'The screen is covered' })
    await strip.getByText('Screen cover').waitFor()
    await strip.getByText('until uncovered').waitFor()
    await covers('up')

    await button(strip, 'Uncover').click()
    await here.said('Press again within 4 s: viewers will see the screen.')
    await button(strip, 'Really uncover').click()
    await strip.waitFor({ state: 'detached' })
    await covers('down')

    // Also while something is typed; and pressed again in a fright it still covers.
    await page.getByLabel('Message on the cover').fill('Back in two minutes.')
    await page.keyboard.press('F8')
    await strip.getByText('Screen cover').waitFor()
    await page.keyboard.press('F8')
    await page.getByLabel('How long').selectOption('2')
    await button(page, 'Please stand by').click()
    await strip.getByText('Please stand by').waitFor()
    await strip.getByText('Back in two minutes.').waitFor()
    expect(await strip.locator('.takeover-left').textContent()).toMatch(/^(2:00|1:5\d) left$/)
    await covers('up')
    expect(await inFeed(page, 'takeover.started').count()).toBe(3)
    expect([...here.faults, ...overlay.faults]).toEqual([])
    await overlay.page.context().close()
  },
  limitMs,
)

test(
  'goals and counters are changed at a press, and a value that was set elsewhere is asked about',
  async () => {
    await using here = await liveHere(chromium)
    const { page, server } = here
    const other = await openConsole(chromium, server)
    const of = (on: Page, id: string) => on.locator(`[data-tally="${id}"]`)
    const deaths = of(page, 'deaths')
    for (const step of ['+1', '+1', '+1', '−1']) await button(deaths, `Deaths: ${step}`).click()
    await button(of(other.page, 'deaths'), 'Deaths: 2, change it').waitFor()

    await button(of(page, 'subs'), 'Subs tonight: 0, change it').click()
    const field = of(page, 'subs').getByLabel('New value of Subs tonight', { exact: true })
    await field.fill('-3')
    await page.keyboard.press('Enter')
    await of(page, 'subs').getByText('Whole numbers from 0 to 1,000,000,000.').waitFor()
    await field.fill('12')
    // The other one is quicker.
    await button(of(other.page, 'subs'), 'Subs tonight: +1').click()
    await of(page, 'subs').getByText('It is 1 now, changed elsewhere.').waitFor()
    await page.keyboard.press('Enter')
    await button(of(page, 'subs'), 'Set 12 anyway').waitFor()
    expect(await inFeed(page, 'goal.changed').count()).toBe(1)
    await check(page)
    await button(of(page, 'subs'), 'Set 12 anyway').click()
    const shown = button(of(other.page, 'subs'), 'Subs tonight: 12, change it')
    await shown.waitFor()
    expect(await isFocused(button(of(page, 'subs'), 'Subs tonight: 12, change it'))).toBe(true)

    await button(of(page, 'subs'), 'Subs tonight, target: 25, change it').click()
    await page.keyboard.type('30')
    await page.keyboard.press('Enter')
    await button(of(other.page, 'subs'), 'Subs tonight, target: 30, change it').waitFor()
    // Kept as the other set it.
    await button(deaths, 'Deaths: 2, change it').click()
    await button(of(other.page, 'deaths'), 'Deaths: +1').click()
    await button(deaths, 'Keep 3').click()
    await button(deaths, 'Deaths: 3, change it').waitFor()
    expect([...here.faults, ...other.faults]).toEqual([])
    await other.page.context().close()
  },
  limitMs,
)

test(
  'a timer is started, lengthened, paused and ended, and a show is pinned and let go',
  async () => {
    await using here = await liveHere(chromium)
    const { page } = here
    const timer = page.locator('[data-tally="subathon"]')
    const left = timer.locator('.timer-left')
    expect(await button(timer, 'Subathon: +5 minutes').isDisabled()).toBe(true)
    await button(timer, 'Start Subathon').click()
    await left.filter({ hasText: /^3:59:5\d$/ }).waitFor()
    await button(timer, 'Subathon: +5 minutes').click()
    await left.filter({ hasText: /^4:04:5\d$/ }).waitFor()
    await button(timer, 'Subathon: −1 minute').click()
    await left.filter({ hasText: /^4:03:5\d$/ }).waitFor()
    await button(timer, 'Pause Subathon').click()
    await timer.getByText('paused').waitFor()
    await button(timer, 'Resume Subathon').click()
    await timer.getByText('running').waitFor()
    await button(timer, 'Stop').click()
    await here.said('Press again within 4 s to end Subathon.')
    await button(timer, 'Really stop').click()
    await timer.getByText('not running').waitFor()

    const show = page.getByRole('region', { name: 'Show on air' })
    await show.getByText('chosen by category, title or scene').waitFor()
    await button(show, 'Pin Coding').click()
    await show.getByText('pinned by hand').waitFor()
    expect(await show.locator('strong').textContent()).toBe('Coding')
    await button(show, 'Pin Coding').click()
    await show.getByText('chosen by category, title or scene').waitFor()
    expect(await show.locator('strong').textContent()).toBe('Variety')
    expect(here.faults).toEqual([])
  },
  limitMs,
)

test(
  'an overlay page in OBS is listed and told things, and one that dies is a line at the top until it is back',
  async () => {
    await using here = await liveHere(chromium)
    const { page, server } = here
    const source = async () => {
      const context = await chromium.browser.newContext({ viewport: { width: 1_920, height: 1_080 } })
      await context.addInitScript(() => Object.assign(window, { obsstudio: { pluginVersion: '2.24.5' } }))
      const opened = await context.newPage()
      await opened.goto(`${server.url}/overlay/alerts?key=${keys.overlay}&source=Alerts`)
      return opened
    }
    const first = await source()
    const open = page.locator('.open-page', { hasText: 'Alerts' })
    await open.waitFor()
    // OBS says that it is on air, and the page at once how it does.
    await first.evaluate(() => dispatchEvent(new CustomEvent('obsSourceActiveChanged', { detail: { active: true } })))
    await open.getByText(/fps, \d+ dropped, counts for receipts, heard \d s ago/).waitFor()
    await button(open, 'Identify Alerts').click()
    await page.getByText('Alerts shows its name for a moment.').waitFor()
    const reloaded = first.waitForEvent('load')
    await button(open, 'Refresh Alerts').click()
    await reloaded
    await open.waitFor()

    const closedAt = performance.now()
    await first.context().close()
    const line = page.locator('.lost-page', { hasText: 'alerts (Alerts) has left.' })
    await line.waitFor()
    expect(performance.now() - closedAt).toBeLessThan(10_000)
    await check(page)
    const second = await source()
    await line.waitFor({ state: 'detached' })
    await second.context().close()
    await line.waitFor()
    await line.getByRole('button').click()
    await line.waitFor({ state: 'detached' })
    expect(here.faults).toEqual([])
  },
  limitMs,
)

test('everybody can use it at every size, in both schemes: quiet, with all of it going on, and covered', async () => {
  await using here = await liveHere(chromium)
  const { page, server } = here
  const look = async (name: string) => {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      for (const size of sizes) {
        await page.setViewportSize(size)
        await page.mouse.move(0, 0)
        await check(page)
        const path = `${shots}/live-${name}-${size.width}x${size.height}-${colorScheme}.png`
        if (process.env.LANDALE_SHOTS !== undefined) await page.screenshot({ path })
      }
    }
  }
  await look('quiet')
  await server.append([doing.cheer(7, names.emoji, 50)])
  await page.locator('.playing-cue').waitFor()
  await page.getByRole('button', { name: /^Skip 🦊/ }).click()
  await settledAs(page, '50 bits', 'skipped')
  await command(server, 'queue.mute', { kind: 'channel.reward.redeemed', on: true })
  await command(server, 'goal.set', { goal: 'subs', current: 18 })
  await command(server, 'timer.start', { timer: 'subathon' })
  await server.append([doing.subscribe(1, names.plain), doing.cheer(2, names.long, 1_200), doing.cheer(3, names.arabic, 500)])
  await page.locator('.playing-cue', { hasText: names.plain }).waitFor()
  await command(server, 'event.test', { type: 'channel.raided' })
  await page.locator('.playing-cue[data-behind="true"]').waitFor()
  await command(server, 'queue.hold')
  await server.append([doing.cheer(4, names.japanese, 100), doing.subscribe(5, names.korean)])
  await waiting(page).nth(3).waitFor()
  await look('busy')
  await command(server, 'takeover.start', { kind: 'please-stand-by', message: 'Back in two minutes.', duration_ms: 7_200_000 })
  await page.getByRole('region', { name: 'The screen is covered' }).waitFor()
  await look('covered')
  expect(here.faults).toEqual([])
}, 90_000)
