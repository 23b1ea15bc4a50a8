// The credits in a real Chromium against the real server.
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { resolve } from 'node:path'
import { openBrowser, type TestBrowser } from '@landale/testing/browser'
import { keys, type ServerProcess, serverProcess } from '@landale/testing/server'
import { append, layBehind, type Page, person, takeBack } from './chat-page.ts'
import { openTabs, until } from './hidden-tab.ts'

let chromium: TestBrowser
let server: ServerProcess
beforeAll(async () => {
  ;[chromium, server] = await Promise.all([openBrowser(), serverProcess()])
}, 30_000)
setDefaultTimeout(30_000)
afterAll(async () => {
  await Promise.all([chromium[Symbol.asyncDispose](), server[Symbol.asyncDispose]()])
})

const address = (query = '') => `${server.url}/overlay/credits?key=${keys.overlay}${query}`

type Person = ReturnType<typeof person>
const event = (type: string, user: Person, payload: object = {}) => ({
  type,
  actor: `twitch:${user.id}`,
  source: 'twitch',
  payload: { user, ...payload },
})
const follow = (user: Person) => event('channel.followed', user)
const sub = (user: Person) => event('channel.subscribed', user, { tier: '1000', is_gift: false })

/** Begins a broadcast, in which so much happens. */
async function broadcast(title: string, ...events: readonly object[]): Promise<void> {
  const started = { type: 'broadcast.started', actor: 'twitch:1337', source: 'twitch', payload: { title } }
  await append(server, [started])
  for (let from = 0; from < events.length; from += 100) await append(server, events.slice(from, from + 100))
}

async function open(query = '', options: Parameters<TestBrowser['open']>[1] = {}) {
  const opened = await chromium.open(address(query), options)
  await opened.page.waitForSelector('#root[data-connected="true"] .credits')
  return opened
}

const names = (page: Page, group: string) => page.locator(`[data-group="${group}"] .credits-name`).allTextContents()

/** How far it has rolled, as a share of the whole way. */
function rolled(): number {
  const [roll, panel] = [document.querySelector<HTMLElement>('.credits-roll'), document.querySelector<HTMLElement>('.credits')]
  if (roll === null || panel === null) return 0
  const way = panel.getBoundingClientRect().top - roll.getBoundingClientRect().top
  return way / (roll.offsetHeight - panel.offsetHeight)
}

test('all who were there are named in their order, with what they gave, and what nobody did is left out', async () => {
  await broadcast(
    'Soup & glitches',
    follow(person('1', 'Mossy')),
    follow(person('2', 'Wren')),
    event('channel.cheered', person('3', 'Lantern'), { bits: 500, message: 'go' }),
    event('channel.raided', person('4', 'Tidewater'), { viewers: 148 }),
    event('channel.subscription.gifted', person('1', 'Mossy'), { tier: '1000', total: 5 }),
  )
  const { page, faults } = await open()
  expect(await page.locator('.credits-title .credits-headline').textContent()).toBe('Soup & glitches')
  expect(await page.locator('.credits-group .credits-label').allTextContents()).toEqual(['Raids', 'Gifts', 'Cheers', 'Followers'])
  expect(await page.locator('.credits-person').allTextContents()).toEqual([
    'Tidewater148 viewers',
    'Mossy5 subs',
    'Lantern500 bits',
    'Mossy',
    'Wren',
  ])
  expect(await page.locator('.credits-count').allTextContents()).toEqual(['1raid', '5subs', '500bits', '2follows'])
  expect(faults).toEqual([])
})

test('it starts and ends softly, is even in between, and the last line stays', async () => {
  const { page } = await chromium.open(`${server.url}/overlay/credits?debug=1&demo=1&speed=24`)
  await page.waitForSelector('.credits')
  // With the page's clock in hand: what it shows at a time is the same however busy the machine is.
  const speeds = await page.evaluate(async () => {
    const topOf = (selector: string) => document.querySelector(selector)?.getBoundingClientRect().top ?? 0
    const speeds: number[] = []
    let before = Number.NaN
    window.landale?.freeze()
    for (let at = 1_500; at < 60_000; at += 250) {
      await window.landale?.seek(at)
      const place = topOf('.credits-roll') - topOf('.credits')
      // In units of 12 px a second.
      speeds.push((((before - place) / 12) * 1_000) / 250)
      before = place
    }
    return speeds
  })
  const moving = speeds.filter((speed) => speed > 0.01)
  expect(moving[0]).toBeLessThan(4)
  expect(moving.at(-1)).toBeLessThan(4)
  expect(moving.filter((speed) => Math.abs(speed - 24) < 0.5).length).toBeGreaterThan(moving.length * 0.7)
  expect(Math.max(...moving)).toBeLessThan(24.5)
  expect(speeds.at(-1)).toBe(0)
  const last = await page.locator('.credits-last .credits-headline').boundingBox()
  expect((last?.y ?? 0) + (last?.height ?? 0) / 2).toBeCloseTo(540, -1)
})

test('who comes while it rolls changes nothing of it, and whom a moderator takes back is gone at once', async () => {
  await broadcast('Still on', follow(person('1', 'Mossy')), follow(person('2', 'Wren')), follow(person('3', 'Lantern')))
  const { page } = await open()
  const height = () => page.evaluate(() => document.querySelector<HTMLElement>('.credits-roll')?.offsetHeight)
  const before = await height()
  await append(server, [follow(person('4', 'Latecomer'))])
  await takeBack(server, 'chat.user.cleared', { user: person('2') })
  await page.waitForSelector('.credits-person[data-gone="true"]', { state: 'attached' })
  expect(await names(page, 'followers')).toEqual(['Mossy', 'Lantern'])
  expect(await page.textContent('.credits')).not.toContain('Wren')
  expect(await height()).toBe(before ?? 0)
  // The next ones have it.
  await page.reload()
  await page.waitForSelector('#root[data-connected="true"] .credits')
  expect(await names(page, 'followers')).toEqual(['Mossy', 'Lantern', 'Latecomer'])
})

test('each time that the source comes on air they begin anew, with who has come since', async () => {
  await broadcast('Again', ...Array.from({ length: 40 }, (_, index) => follow(person(String(index)))))
  const { page } = await open('&speed=24')
  const say = (active: boolean) =>
    page.evaluate(
      (active) => void window.dispatchEvent(new CustomEvent('obsSourceActiveChanged', { detail: { active } })),
      active,
    )
  await page.waitForFunction(rolled)
  await page.waitForFunction(() => (document.querySelector('.credits-title')?.getBoundingClientRect().bottom ?? 999) < 500)
  await say(false)
  await page.waitForSelector('.credits', { state: 'detached' })
  await append(server, [follow(person('99', 'Latecomer'))])
  await say(true)
  await page.waitForSelector('.credits')
  expect(await page.evaluate(rolled)).toBe(0)
  // As soon as the page has heard of it.
  await page.waitForFunction(() => {
    for (const active of [false, true]) window.dispatchEvent(new CustomEvent('obsSourceActiveChanged', { detail: { active } }))
    return document.querySelector('.credits')?.textContent?.includes('Latecomer')
  })
})

test('a hidden page has no credits, and begins them when it is seen', async () => {
  await broadcast('Hidden', follow(person('1', 'Mossy')))
  const openTab = await openTabs(chromium)
  const tab = await openTab(address())
  await until(tab, `document.querySelector('.credits') !== null`)
  await openTab('about:blank')
  await until(tab, `document.visibilityState === 'hidden' && document.querySelector('.credits') === null`)
  await tab.show()
  await until(tab, `document.querySelector('.credits') !== null`)
})

test('a new broadcast takes the last one’s names off', async () => {
  await broadcast('Yesterday', follow(person('1', 'Mossy')))
  const { page } = await open()
  await broadcast('Today')
  await page.waitForFunction(() => document.querySelector('.credits-headline')?.textContent === 'Today')
  expect(await page.locator('.credits-person').count()).toBe(0)
})

const hard = {
  long: 'WWWWWWWWWWWWWWWWWWWWWWWWW_the_second_of_that_name',
  emoji: '👩‍👩‍👧‍👦'.repeat(12),
  rtl: 'مصباح الليل يضيء الطريق إلى البيت القديم على التل',
  cjk: '灯台守の猫は今日も海を見ている灯台守の猫は今日も海を見ている',
  override: `\u202e${'turned '.repeat(7)}\u2066\u2067`,
  marks: 'o\u0337\u0338\u0310\u0346\u034a\u0352'.repeat(8),
}

test.each(['', '&scale=2&position=right', '&scale=0.5&position=left'])(
  'no name leaves its place, whatever it is: %s',
  async (query) => {
    const people = Object.values(hard).map((name, index) => person(String(index + 1), name))
    await broadcast(
      'W'.repeat(140),
      ...people.flatMap((user) => [sub(user), event('channel.cheered', user, { bits: 1_000_000, message: '' })]),
    )
    const { page } = await open(query)
    const rows = await page.locator('.credits-person').evaluateAll((rows) =>
      rows.map((row) => {
        const [box, name] = [row.getBoundingClientRect(), row.querySelector('.credits-name')?.getBoundingClientRect()]
        const amount = row.querySelector('.credits-amount')?.getBoundingClientRect()
        const isClear = amount === undefined || amount.width === 0 || (name?.right ?? 0) <= amount.left
        return (name?.left ?? 0) >= box.left - 0.5 && (name?.right ?? 9_999) <= box.right + 0.5 && isClear
      }),
    )
    expect(rows).toEqual(Array.from({ length: 12 }, () => true))
    const isTitleIn = await page.evaluate(() => {
      const [title, panel] = [document.querySelector('.credits-headline'), document.querySelector('.credits')]
      return (title?.getBoundingClientRect().right ?? 9_999) <= (panel?.getBoundingClientRect().right ?? 0)
    })
    expect(isTitleIn).toBe(true)
  },
)

test('of five hundred names only those on the screen are drawn', async () => {
  const people = Array.from({ length: 250 }, (_, index) => person(String(index + 1)))
  await broadcast('Crowded', ...people.flatMap((user) => [sub(user), follow(user)]))
  const { page } = await open('&people=500')
  expect(await page.locator('.credits-name').count()).toBe(500)
  const drawn = await page
    .locator('.credits-name')
    .evaluateAll((names) => names.filter((name) => name.checkVisibility({ contentVisibilityAuto: true })).length)
  expect(drawn).toBeLessThan(100)
  // What is not drawn is as high as it will be.
  const isExact = await page.evaluate(() => {
    const groups = [...document.querySelectorAll<HTMLElement>('.credits-group')]
    const before = groups.map(({ offsetHeight }) => offsetHeight)
    for (const { style } of groups) style.contentVisibility = 'visible'
    return groups.every(({ offsetHeight }, index) => offsetHeight === before[index])
  })
  expect(isExact).toBe(true)
})

test('with less motion they are pages that fade, and none of them moves while it is seen', async () => {
  await broadcast('Quiet', ...Array.from({ length: 30 }, (_, index) => follow(person(String(index + 1)))))
  const { page } = await open('&speed=24', { reducedMotion: 'reduce' })
  const seen = await page.evaluate(async () => {
    const tops = new Map<Element, Set<number>>()
    const isLastSeen = () => Number(getComputedStyle(document.querySelector('.credits-last') ?? document.body).opacity) === 1
    const start = performance.now()
    while (!isLastSeen() && performance.now() - start < 25_000) {
      await new Promise(requestAnimationFrame)
      for (const block of document.querySelectorAll('.credits-roll > *'))
        if (Number(getComputedStyle(block).opacity) > 0)
          tops.set(block, (tops.get(block) ?? new Set()).add(Math.round(block.getBoundingClientRect().top)))
    }
    return { blocks: [...tops.values()].map(({ size }) => size), isLastSeen: isLastSeen() }
  })
  expect(seen.isLastSeen).toBe(true)
  expect(new Set(seen.blocks)).toEqual(new Set([1]))
  expect(seen.blocks.length).toBe(await page.locator('.credits-roll > *').count())
})

const shots = process.env.LANDALE_SHOTS === '1'
const shot = (name: string) => ({
  path: resolve(import.meta.dir, shots ? '../../../docs/design/credits' : '../coverage/credits', `${name}.png`),
})

test.each([
  ['centre', 'noise', ''],
  ['left', 'white', '&position=left&theme=gazette'],
] as const)('the samples roll in the %s, on %s', async (position, ground, query) => {
  const { page, faults } = await chromium.open(`${server.url}/overlay/credits?debug=1&demo=1&speed=24${query}`)
  await page.waitForSelector('.credits')
  await layBehind(page, ground)
  await page.waitForFunction(() => (document.querySelector('.credits-title')?.getBoundingClientRect().bottom ?? 999) < 0)
  await page.screenshot(shot(`${position}-${ground}`))
  expect(await page.locator('.canvas').getAttribute('data-position')).toBe(position)
  expect(faults).toEqual([])
})
