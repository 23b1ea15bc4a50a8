// The whole screen on one page, in a real Chromium against the real server: what stands, what comes in front of it, and what is left of
// it afterwards.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { keys } from '@landale/testing/server'
import {
  append,
  command,
  entrances,
  isOn,
  isSeen,
  momentOf,
  openBrowser,
  paintedShare,
  person,
  raid,
  type Said,
  serverProcess,
  slabBox,
  type TestBrowser,
  temporaryFolder,
  until,
  waitForEmpty,
  watchQueue,
  wholeCanvas,
} from './evening-page.ts'
import { atRest } from './stage-gsap.ts'
import {
  copyOfPages,
  lasting,
  openStage,
  openTicking,
  raidMs,
  readFuse,
  readTurns,
  shadeOf,
  stageServer,
  standing,
  watchTrain,
} from './stage-page.ts'
import { waitForCover, waitForWords } from './takeover-page.ts'

const limitMs = 60_000
/** Between what two machines mean by a moment, and what a busy one takes to come to it. */
const leewayMs = 1_500

let chromium: TestBrowser
beforeAll(async () => {
  chromium = await openBrowser()
}, limitMs)
afterAll(() => chromium[Symbol.asyncDispose]())

const sub = (id: number): Said => ({ type: 'channel.subscribed', user: person(id), payload: { tier: '1000', is_gift: false } })
const follow = (id: number): Said => ({ type: 'channel.followed', user: person(id), payload: {} })

test.concurrent(
  'a raid during a sub train: the train steps back and stands still, comes back where it was, has counted on, and its fuse is right',
  async () => {
    const windowMs = 20_000
    await using server = await stageServer([['"window_ms": 300000', `"window_ms": ${windowMs}`]])
    using queue = watchQueue(server)
    const { page, notes, faults } = await openStage(chromium, server)
    // So that nothing but the raid is news.
    await command(server, 'queue.mute', { kind: 'channel.subscribed', on: true })
    await append(server, [sub(1), sub(2)])
    const train = page.locator('.standing-beside .train')
    const figure = train.locator('.train-figure .rolling')
    await train.waitFor()
    await atRest(page)
    const where = await train.boundingBox()
    expect([await figure.textContent(), await shadeOf(page)]).toEqual(['2', 0])

    const seenTrain = await watchTrain(page)
    await append(server, [raid()])
    const { playing } = await queue.until(isSeen)
    expect(playing.map(({ kind }) => kind)).toEqual(['channel.raided'])
    const before = Date.now()
    await append(server, [sub(3), sub(4)])
    const after = Date.now()

    const over = await queue.until(({ settled }) => settled.some(({ outcome }) => outcome === 'finished'))
    await page.waitForSelector(standing('active'), { state: 'attached' })
    await waitForEmpty(page, 'foreground')
    await atRest(page)
    const seen = await seenTrain()
    // Nothing of the furniture moves behind news; it counts on when it comes back.
    expect(seen.interrupted?.figures).toEqual(['2'])
    expect(seen.active?.figures).toEqual(['2', '4'])
    expect(seen.interrupted?.mostShade).toBeGreaterThan(0.4)
    expect(await train.boundingBox()).toEqual(where)
    expect(await shadeOf(page)).toBe(0)
    const { share, at } = await readFuse(page)
    // It burns a second at a time.
    expect(share * windowMs).toBeGreaterThan(before + windowMs - at - leewayMs)
    expect(share * windowMs).toBeLessThan(after + windowMs - at + leewayMs)
    expect(over).toMatchObject({ playing: [], waiting: [] })
    expect(over.settled.map(({ cue, outcome }) => `${cue.kind} ${outcome}`)).toEqual([
      'channel.raided finished',
      ...Array(4).fill('channel.subscribed muted'),
    ])
    const states = notes.filter(({ layer }) => layer === 'background').map(({ state }) => state)
    expect(states).toEqual(['active', 'interrupted', 'active'])
    expect(faults).toEqual([])
    await page.context().close()
  },
  limitMs,
)

test.concurrent(
  'a train that goes on behind a raid does not leave when it would have',
  async () => {
    const windowMs = 10_000
    await using server = await stageServer([['"window_ms": 300000', `"window_ms": ${windowMs}`]])
    using queue = watchQueue(server)
    const { page } = await openStage(chromium, server)
    await command(server, 'queue.mute', { kind: 'channel.subscribed', on: true })
    await append(server, [sub(1), sub(2)])
    const train = page.locator('.standing-beside .train')
    await train.waitFor()
    const expiresAt = Date.now() + windowMs
    // Its own end would come in the middle of the raid.
    await until('half of its time is gone', async () => (await readFuse(page)).share < 0.5)
    await train.evaluate((element) => element.setAttribute('data-first', 'true'))
    await append(server, [raid(), sub(3)])
    await queue.until(({ settled }) => settled.some(({ outcome }) => outcome === 'finished'))
    expect(Date.now()).toBeGreaterThan(expiresAt)
    expect(await page.locator('.standing-beside .train[data-first]').count()).toBe(1)
    await page.context().close()
  },
  limitMs,
)

test.concurrent(
  'news under a raid: what was on comes back for the rest of its time, and what came meanwhile is shown after it',
  async () => {
    const followMs = 8_000
    await using server = await stageServer([lasting('follow', followMs)])
    using queue = watchQueue(server)
    const { page, notes, faults } = await openStage(chromium, server)
    await append(server, [follow(1)])
    await page.waitForSelector(isOn('midground', 'channel.followed'))
    await append(server, [raid(), sub(2)])
    const behind = await queue.until(({ waiting }) => waiting.length > 0)
    expect(behind.playing.map(({ kind }) => kind)).toEqual(['channel.raided', 'channel.followed'])
    expect(behind.waiting.map(({ kind }) => kind)).toEqual(['channel.subscribed'])
    const [raided, followed] = behind.playing.map(({ id, started_at }) => ({ id, started_at }))

    const over = await queue.until(({ settled }) => settled.length === 3)
    await waitForEmpty(page, 'midground')
    expect(over.settled.toReversed().map(({ cue, outcome }) => `${cue.kind} ${outcome}`)).toEqual([
      'channel.raided finished',
      'channel.followed finished',
      'channel.subscribed finished',
    ])
    expect(over).toMatchObject({ playing: [], waiting: [], dropped: 0 })
    const [subscribed] = over.settled.map(({ cue }) => cue.id)
    expect(entrances(notes, 'midground')).toEqual([followed?.id ?? '', subscribed ?? ''])
    expect(entrances(notes, 'foreground')).toEqual([raided?.id ?? ''])

    // Its own time, and that which the raid took of it.
    const ofFollow = notes.filter(({ layer, cue }) => layer === 'midground' && cue === followed?.id)
    const states = ofFollow.map(({ state }) => state)
    expect(states.slice(0, 5)).toEqual(['entering', 'active', 'interrupted', 'active', 'exiting'])
    const left = momentOf(ofFollow, 'midground', 'exiting') - (followed?.started_at ?? 0) - raidMs
    expect(left).toBeGreaterThanOrEqual(followMs - 50)
    expect(left).toBeLessThan(followMs + leewayMs)
    const back = ofFollow.findLast(({ state }) => state === 'active')?.at ?? 0
    expect(back).toBeGreaterThanOrEqual((raided?.started_at ?? 0) + raidMs - 50)
    expect(faults).toEqual([])
    await page.context().close()
  },
  limitMs,
)

test.concurrent(
  'a takeover covers all that stands and is on, from the first bytes of a reload too, and uncovers it at its end',
  async () => {
    // On all along.
    await using server = await stageServer([lasting('follow', 40_000)])
    const { page, faults } = await openStage(chromium, server)
    const html = async () => await (await fetch(`${server.url}/overlay/stage?key=${keys.overlay}`)).text()
    await waitForCover(page, 'down')
    await append(server, [follow(1)])
    await page.waitForSelector(isOn('midground', 'channel.followed'))
    expect(await html()).toContain('<html lang="en" data-cover="down">')
    expect(await paintedShare(page, wholeCanvas)).toBeLessThan(0.5)

    await command(server, 'takeover.start', { kind: 'screen-cover' })
    await waitForCover(page, 'up')
    expect(await paintedShare(page, wholeCanvas)).toBe(1)
    expect(await html()).toContain('<html lang="en" data-cover="up">')
    await page.reload({ waitUntil: 'commit' })
    const shares = [await paintedShare(page, wholeCanvas)]
    for (const there of ['#cover', '#root[data-connected="true"]']) {
      await page.waitForSelector(there)
      shares.push(await paintedShare(page, wholeCanvas))
    }
    await waitForWords(page, 'screen-cover')
    await page.waitForSelector(isOn('midground', 'channel.followed'), { state: 'attached' })
    shares.push(await paintedShare(page, wholeCanvas))
    expect(shares).toEqual([1, 1, 1, 1])

    await command(server, 'takeover.end')
    await waitForCover(page, 'down')
    await page.waitForSelector(isOn('midground', 'channel.followed'))
    await atRest(page)
    expect(await paintedShare(page, await slabBox(page, 'midground'))).toBeGreaterThan(0.9)
    expect(await paintedShare(page, wholeCanvas)).toBeLessThan(0.5)
    expect(faults).toEqual([])
    await page.context().close()
  },
  limitMs,
)

test.concurrent(
  'the ticker’s turn is a matter of the server’s clock, whatever a page’s own says, and gives the foot to a run that begins',
  async () => {
    const [everyMs, rounds] = [5_000, 2]
    const texts = ['one', 'two', 'three', 'four']
    await using server = await stageServer([
      ['"every_ms": 20000', `"every_ms": ${everyMs}`],
      [
        '"ticker": ["goal:subs", "followers", "subscribers", "today", "emotes", "song", "counter:deaths"]',
        `"ticker": ${JSON.stringify(texts.map((text) => `text:${text}`))}`,
      ],
    ])
    // By half a round, so that its own clock would have another item's turn.
    const { page, faults } = await openTicking(chromium, server, 0)
    const { page: astray, faults: faultsAstray } = await openTicking(chromium, server, 110_000)
    const turns = await Promise.all([page, astray].map((one) => readTurns(one, rounds + 1)))
    for (const seen of turns) {
      expect(seen.length).toBeGreaterThan(rounds)
      // Of the first turn it saw the end. The machine may be busy: what a page knows of the server's clock is as good as its way there,
      // and it may be a moment late. By its own clock it would be two turns away.
      const itemAt = (moment: number) => texts[Math.floor(moment / everyMs) % texts.length] ?? ''
      for (const { text, at } of seen.slice(1)) expect([itemAt(at - everyMs / 2), itemAt(at + leewayMs)]).toContain(text)
    }
    await page.waitForSelector('[data-foot="bar"] .ticker')
    await append(server, [{ type: 'channel.updated', payload: ironmon }])
    await page.waitForSelector('.stage[data-show="ironmon"]')
    await page.waitForSelector('[data-foot="bar"] .ticker')
    await append(server, [
      { type: 'run.started', payload: { ...run, game: 'firered_leafgreen', tracker_version: '8.6.0' } },
      { type: 'run.checkpoint.cleared', payload: { ...run, checkpoint: 'BROCK', checkpoint_id: 5 } },
    ])
    await page.waitForSelector('[data-foot="run"] .furniture')
    await page.waitForFunction(() => /Brock/i.test(document.querySelector('.furniture')?.textContent ?? ''))
    // The ticker has left by then, or is about to.
    await page.waitForFunction(() => document.querySelector('.ticker') === null)
    expect(await page.locator('.standing-foot').count()).toBe(1)
    expect([...faults, ...faultsAstray]).toEqual([])
    for (const one of [page, astray]) await one.context().close()
  },
  limitMs,
)

test.concurrent(
  'a page of an older build waits until what is on is over, and is loaded anew then',
  async () => {
    using pages = copyOfPages()
    const environment = { LANDALE_PAGES_DIR: pages.path }
    using folder = temporaryFolder()
    await using first = await stageServer([lasting('raid', 120_000)], { dataDir: folder.path, environment })
    using queue = watchQueue(first)
    const { page, notes } = await openStage(chromium, first)
    const loads: number[] = []
    page.on('load', () => loads.push(Date.now()))
    await append(first, [raid()])
    const [cue] = (await queue.until(isSeen)).playing
    await page.waitForSelector(isOn('foreground', 'channel.raided'))
    await first.kill()
    await page.waitForSelector('#root[data-connected="false"]')
    pages.setBuild('another')
    await using second = await serverProcess({ dataDir: folder.path, ports: first.ports, environment })
    await page.waitForSelector('#root[data-connected="true"]')
    // It knows by now that it is old, has had time to act on it, and goes on with what is on.
    await atRest(page)
    await page.waitForSelector(isOn('foreground', 'channel.raided'))
    expect(loads).toEqual([])

    const skippedAt = Date.now()
    await command(second, 'queue.skip')
    const over = await queue.until(({ settled }) => settled.length > 0)
    await until('the page is loaded anew', async () => loads.length > 0)
    expect(loads[0]).toBeGreaterThanOrEqual(skippedAt)
    expect(over.settled.map(({ cue: { id }, outcome }) => [id, outcome])).toEqual([[cue?.id ?? '', 'skipped']])
    await page.waitForSelector('#root[data-connected="true"]')
    await page.waitForSelector(standing('active'), { state: 'attached' })
    expect(entrances(notes, 'foreground')).toEqual([cue?.id ?? ''])
    // It is as it was, and says so once: the next cue is shown, not loaded away from.
    await append(second, [sub(1)])
    await page.waitForSelector(isOn('midground', 'channel.subscribed'))
    await waitForEmpty(page, 'midground')
    expect(loads).toHaveLength(1)
    await page.context().close()
  },
  limitMs,
)

const ironmon = { title: 'One more run', language: 'en', category_id: '490100', category_name: 'Pokémon FireRed/LeafGreen' }
const run = { run_id: 'run_01999999-0000-7000-8000-000000000001', number: 1_482 }
