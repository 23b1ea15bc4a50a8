// A page that was away: hidden for a minute, or cut off for ten, while the evening went on. Real Chromium, real server.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { join } from 'node:path'
import type { QueueView } from '@landale/protocol'
import {
  address,
  append,
  entrances,
  isOn,
  isSeen,
  openBrowser,
  openWatched,
  paintedShare,
  person,
  receipts,
  type Said,
  serverProcess,
  slabBox,
  type TestBrowser,
  waitForEmpty,
  watchQueue,
} from './evening-page.ts'
import { openRelay } from './evening-relay.ts'
import { openTabs, until as untilInTab } from './hidden-tab.ts'

const limitMs = 150_000
const minuteMs = 60_000

let chromium: TestBrowser
beforeAll(async () => {
  chromium = await openBrowser()
}, limitMs)
afterAll(() => chromium[Symbol.asyncDispose]())

const follow = (id: number): Said => ({ type: 'channel.followed', user: person(id), payload: {} })
const resub = (id: number): Said => ({
  type: 'channel.resubscribed',
  user: person(id, 'Mossy_Kettle'),
  payload: { tier: '1000', cumulative_months: 26, message: 'Two years of this.' },
})
const chat = (id: number): Said => ({
  type: 'chat.message.sent',
  user: person(id % 300),
  payload: { message_id: `m${id}`, text: `message ${id}` },
})
const outcomes = ({ settled }: QueueView) => settled.toReversed().map(({ cue, outcome }) => [cue.kind, outcome])

test.concurrent(
  'a page that is hidden for a minute comes back to what is on at that moment, and to nothing of what it missed',
  async () => {
    await using server = await serverProcess()
    using queue = watchQueue(server)
    const open = await openTabs(chromium)
    const tab = await open(address(server, 'alerts'))
    await tab.show()
    const there = (kind: string) => `document.querySelector('[data-kind="${kind}"][data-state="active"]') !== null`
    await untilInTab(tab, `document.querySelector('#root[data-connected="true"]') !== null`)
    await append(server, [resub(6)])
    const [first] = (await queue.until(isSeen)).playing
    await untilInTab(tab, there('channel.resubscribed'))
    const other = await open('about:blank')
    await other.show()
    await untilInTab(tab, `document.visibilityState === 'hidden'`)
    await tab.evaluate(`{
      window.noted = []
      const layer = document.querySelector('[data-layer="midground"]')
      const note = () => noted.push({ state: layer.dataset.state, cue: layer.dataset.cue, isHidden: document.hidden })
      new MutationObserver(note).observe(layer, { attributes: true, attributeFilter: ['data-state', 'data-cue'] })
    }`)
    const hiddenAt = performance.now()
    // More than a minute of them, in a line.
    await append(
      server,
      Array.from({ length: 17 }, (_, id) => follow(10 + id)),
    )
    const atReturn = await queue.until(
      ({ playing: [cue] }) =>
        performance.now() - hiddenAt >= minuteMs && cue !== undefined && Date.now() - cue.started_at < 1_000,
    )
    await tab.show()
    const over = await queue.until(({ settled }) => settled[0]?.outcome === 'finished')
    const [now] = atReturn.playing
    const missed = atReturn.settled.slice(0, -1)
    expect(missed.length).toBeGreaterThan(10)
    expect(missed.map(({ outcome }) => outcome)).toEqual(missed.map(() => 'unseen'))
    expect(over.settled.map(({ cue, outcome }) => [cue.id, outcome])).toEqual([
      [now?.id ?? '', 'finished'],
      ...missed.map(({ cue }) => [cue.id, 'unseen']),
      [first?.id ?? '', 'finished'],
    ])
    // The first that came, and that it came in view: of what passed while the page was hidden nothing was begun.
    const came = `noted.filter(({ state }) => state === 'entering' || state === 'active').map(({ cue, isHidden }) => [cue, isHidden])[0]`
    expect(await tab.evaluate(came)).toEqual([now?.id, false])
    const shown = (await receipts(server)).filter(([type]) => type === 'cue.shown')
    expect(shown.slice(0, 2).map(([, cue]) => cue)).toEqual([first?.id, now?.id])
  },
  limitMs,
)

test.concurrent(
  'ten minutes without a network and 5,000 events later, a page shows what is on at its moment, and the rest was not seen',
  async () => {
    await using server = await serverProcess({
      environment: { BUN_OPTIONS: `--preload=${join(import.meta.dir, 'evening-clock.ts')}` },
    })
    using relay = await openRelay(server)
    using queue = watchQueue(server)
    const { page, notes } = await openWatched(chromium, address(relay, 'alerts'), (empty) => empty.clock.install())
    await append(server, [resub(6)])
    const [first] = (await queue.until(isSeen)).playing
    await page.waitForSelector(isOn('midground', 'channel.resubscribed'))
    relay.cut()
    await page.waitForSelector('#root[data-connected="false"]')
    expect(await paintedShare(page, await slabBox(page, 'midground'))).toBeGreaterThan(0.9)

    for (let minute = 0; minute < 10; minute += 1) {
      const followers = Array.from({ length: 3 }, (_, id) => follow(1_000 + minute * 10 + id))
      await append(server, [...followers, ...Array.from({ length: 497 }, (_, id) => chat(minute * 497 + id))])
      process.kill(server.pid, 'SIGUSR2')
      await page.clock.fastForward(minuteMs)
    }
    await waitForEmpty(page, 'midground')
    const mendedAt = await page.evaluate(() => Date.now())
    relay.mend()
    await page.waitForSelector('#root[data-connected="true"]')
    await append(server, [resub(7)])
    await page.waitForSelector(isOn('midground', 'channel.resubscribed'))
    expect(await paintedShare(page, await slabBox(page, 'midground'))).toBeGreaterThan(0.9)
    const over = await queue.until(({ playing, settled }) => playing.length === 0 && settled[0]?.outcome === 'finished')
    expect(outcomes(over)).toEqual([
      ['channel.resubscribed', 'finished'],
      ...Array.from({ length: 30 }, () => ['channel.followed', 'unseen']),
      ['channel.resubscribed', 'finished'],
    ])
    const [last] = over.settled
    const gone = (last?.at ?? 0) - (first?.started_at ?? 0)
    expect(gone).toBeGreaterThan(10 * minuteMs)
    expect(entrances(notes, 'midground')).toEqual([first?.id ?? '', last?.cue.id ?? ''])
    const since = notes.filter(({ at }) => at >= mendedAt)
    expect(entrances(since, 'midground')).toEqual([last?.cue.id ?? ''])
    await page.context().close()
  },
  limitMs,
)
