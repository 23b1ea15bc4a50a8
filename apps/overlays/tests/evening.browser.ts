// What an evening does to the alerts, in a real Chromium against the real server: what is painted, when, and what the queue says.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import {
  address,
  append,
  command,
  entrances,
  gift,
  isOn,
  isSeen,
  momentOf,
  openBrowser,
  openScene,
  openWatched,
  paintedShare,
  person,
  raid,
  receipts,
  serverProcess,
  slabBox,
  type TestBrowser,
  temporaryFolder,
  until,
  waitForEmpty,
  watchQueue,
  wholeCanvas,
} from './evening-page.ts'

const limitMs = 60_000
/** How long a raid is on. */
const raidMs = 9_000

let chromium: TestBrowser
beforeAll(async () => {
  chromium = await openBrowser()
}, limitMs)
afterAll(() => chromium[Symbol.asyncDispose]())

test(
  'a gift bomb of a hundred is one alert with its number, and none of the hundred it went to is shown',
  async () => {
    await using server = await serverProcess()
    using queue = watchQueue(server)
    const { page, notes, faults } = await openWatched(chromium, address(server, 'alerts'))
    const gifted = (id: number) => ({
      type: 'channel.subscribed',
      user: person(100 + id),
      payload: { tier: '1000', is_gift: true },
    })
    await append(server, [gift(100), ...Array.from({ length: 100 }, (_, id) => gifted(id))])
    await page.waitForSelector(isOn('foreground', 'channel.subscription.gifted'))
    // The figure counts up to it.
    await page.waitForFunction(() => document.querySelector('[data-layer="foreground"]')?.textContent?.includes('100 subs'))
    expect(await page.locator('.slab').allTextContents()).toEqual([expect.stringMatching(/^Marigold.*gifted.*100 subs$/)])
    expect(await paintedShare(page, await slabBox(page, 'foreground'))).toBeGreaterThan(0.9)

    const over = await queue.until(({ settled }) => settled.length > 0)
    await waitForEmpty(page, 'foreground')
    expect(over).toMatchObject({ playing: [], waiting: [], dropped: 0 })
    expect(over.settled).toMatchObject([{ cue: { kind: 'channel.subscription.gifted' }, outcome: 'finished' }])
    expect(queue.views.flatMap(({ waiting }) => waiting)).toEqual([])
    expect(notes.filter(({ state }) => state === 'entering').map(({ layer }) => layer)).toContain('foreground')
    expect([entrances(notes, 'foreground').length, ...entrances(notes, 'midground')]).toEqual([1])
    expect(faults).toEqual([])
    await page.context().close()
  },
  limitMs,
)

test(
  'kill -9 of the server in mid-alert: it stays painted, is over at its time, is shown once, and is known to be finished',
  async () => {
    using folder = temporaryFolder()
    const first = await serverProcess({ dataDir: folder.path })
    using queue = watchQueue(first)
    const { page, notes } = await openWatched(chromium, address(first, 'alerts'))
    await append(first, [raid()])
    const [before] = (await queue.until(isSeen)).playing
    await page.waitForSelector(isOn('foreground', 'channel.raided'))
    const killedAt = Date.now()
    await first.kill()
    await page.waitForSelector('#root[data-connected="false"]')
    const box = await slabBox(page, 'foreground')
    expect(await paintedShare(page, box)).toBeGreaterThan(0.9)

    await using second = await serverProcess({ dataDir: folder.path, ports: first.ports })
    await page.waitForSelector('#root[data-connected="true"]')
    const over = await queue.until(({ settled }) => settled.length > 0)
    await waitForEmpty(page, 'foreground')
    expect(over.settled.map(({ cue, outcome }) => [cue.id, outcome])).toEqual([[before?.id ?? '', 'finished']])
    expect(entrances(notes, 'foreground')).toEqual([before?.id ?? ''])
    // It left by the time that it had been given, not by when the server came back.
    expect(momentOf(notes, 'foreground', 'exiting')).toBeGreaterThanOrEqual((before?.started_at ?? 0) + raidMs - 50)
    expect(momentOf(notes, 'foreground', 'entering')).toBeLessThan(killedAt)
    const since = notes.filter(({ at, layer }) => layer === 'page' && at >= killedAt)
    expect([...new Set(since.map(({ state }) => state))]).toEqual(['cut off', 'connected'])
    await until('the page’s word is in the log', async () => (await receipts(second)).length === 2)
    expect(await receipts(second)).toEqual([
      ['cue.shown', before?.id],
      ['cue.finished', before?.id],
    ])
    await page.context().close()
  },
  limitMs,
)

test(
  'a page that is reloaded in mid-alert shows the same moment again, and the queue knows of one showing',
  async () => {
    await using server = await serverProcess()
    using queue = watchQueue(server)
    const { page, notes, faults } = await openWatched(chromium, address(server, 'alerts'))
    await append(server, [raid()])
    const [cue] = (await queue.until(isSeen)).playing
    await page.waitForSelector(isOn('foreground', 'channel.raided'))
    const box = await slabBox(page, 'foreground')
    const reloadedAt = Date.now()
    await page.reload()
    await page.waitForSelector(`[data-layer="foreground"][data-cue="${cue?.id}"] .slab`)
    // Its entrance is long over: the first frame has it where it stood.
    const again = await slabBox(page, 'foreground')
    expect([again.x, again.y]).toEqual([box.x, box.y])
    expect(await paintedShare(page, again)).toBeGreaterThan(0.9)

    const over = await queue.until(({ settled }) => settled.length > 0)
    await waitForEmpty(page, 'foreground')
    expect(over.settled.map(({ cue: { id }, outcome }) => [id, outcome])).toEqual([[cue?.id ?? '', 'finished']])
    const since = notes.filter(({ at }) => at >= reloadedAt)
    expect(entrances(since, 'foreground')).toEqual([cue?.id ?? ''])
    expect(momentOf(since, 'foreground', 'exiting')).toBeGreaterThanOrEqual((cue?.started_at ?? 0) + raidMs - 50)
    await until('the page’s word is in the log', async () => (await receipts(server)).length === 2)
    expect((await receipts(server)).map(([type]) => type)).toEqual(['cue.shown', 'cue.finished'])
    expect(faults).toEqual([])
    await page.context().close()
  },
  limitMs,
)

test(
  'a takeover in mid-alert covers it: the alert goes on behind it, is over at its own time, and what comes after it is what the end of the takeover uncovers',
  async () => {
    await using server = await serverProcess()
    using queue = watchQueue(server)
    const { page, notes, faults } = await openScene(chromium, server, ['alerts', 'takeover'])
    const alerts = page.frameLocator('#alerts')
    const takeover = page.frameLocator('#takeover')
    await takeover.locator('html[data-cover="down"]').waitFor({ state: 'attached' })
    await append(server, [raid()])
    const [cue] = (await queue.until(isSeen)).playing
    await alerts.locator(isOn('foreground', 'channel.raided')).waitFor()
    const slab = await slabBox(alerts, 'foreground')
    expect(await paintedShare(page, wholeCanvas)).toBeLessThan(0.5)

    const commandAt = Date.now()
    await command(server, 'takeover.start', { kind: 'screen-cover' })
    await takeover.locator('html[data-cover="up"]').waitFor({ state: 'attached' })
    expect(momentOf(notes, 'page', 'up')).toBeGreaterThanOrEqual(commandAt)
    // Not a point of what was there is seen: the whole canvas is the takeover's.
    expect(await paintedShare(page, wholeCanvas)).toBe(1)
    expect(await page.evaluate(({ x, y }) => document.elementFromPoint(x + 10, y + 10)?.id, slab)).toBe('takeover')
    expect(queue.views.at(-1)?.playing).toMatchObject([{ id: cue?.id, is_seen: true }])

    await append(server, [gift(5)])
    const next = await queue.until(({ playing }) => playing[0]?.kind === 'channel.subscription.gifted' && playing[0].is_seen)
    expect(next.settled.map(({ cue: { id }, outcome }) => [id, outcome])).toEqual([[cue?.id ?? '', 'finished']])
    expect(await paintedShare(page, wholeCanvas)).toBe(1)
    await alerts.locator(isOn('foreground', 'channel.subscription.gifted')).waitFor()
    await command(server, 'takeover.end')
    await takeover.locator('html[data-cover="down"]').waitFor({ state: 'attached' })
    // What is on by now is what comes to light, in its place.
    expect(await paintedShare(page, await slabBox(alerts, 'foreground'))).toBeGreaterThan(0.9)
    expect(await paintedShare(page, wholeCanvas)).toBeLessThan(0.5)
    const shown = notes.filter(({ overlay }) => overlay === 'alerts')
    expect(entrances(shown, 'foreground')).toEqual([cue?.id ?? '', next.playing[0]?.id ?? ''])
    expect(faults).toEqual([])
    await page.context().close()
  },
  limitMs,
)
