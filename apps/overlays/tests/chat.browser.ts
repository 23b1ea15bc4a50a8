// The chat page in a real Chromium against the real server.
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import {
  address,
  append,
  layBehind,
  lineOf,
  message,
  openBrowser,
  openChat,
  person,
  record,
  recorded,
  type ServerProcess,
  say,
  serverProcess,
  shot,
  shown,
  statesOf,
  type TestBrowser,
  takeBack,
  waitForLine,
} from './chat-page.ts'
import { openTabs, until } from './hidden-tab.ts'

let chromium: TestBrowser
let server: ServerProcess
beforeAll(async () => {
  chromium = await openBrowser()
  server = await serverProcess()
}, 30_000)
setDefaultTimeout(30_000)
afterAll(async () => {
  await chromium[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

test('the list makes room before a message comes, and past the limit the oldest leaves', async () => {
  const { page, faults } = await openChat(chromium, server, { query: '&limit=2' })
  await say(server, { id: 'a' })
  await waitForLine(page, 'a')
  await record(page)
  await say(server, { id: 'b', text: 'the second', color: '#0000FF', badges: ['vip', 'unheard-of'] })
  await waitForLine(page, 'b')
  const frames = (await recorded(page)).filter(({ b }) => b !== undefined)
  const [first, last] = [frames[0], frames.at(-1)]
  const height = (last?.b?.top ?? 0) - (last?.a?.top ?? 0)
  const tops = frames.map(({ a }) => a?.top ?? 0)
  expect(height).toBeGreaterThan(20)
  expect(tops).toEqual(tops.toSorted((one, other) => other - one))
  expect((first?.a?.top ?? 0) - (last?.a?.top ?? 0)).toBeGreaterThan(height / 2)
  // Half of the room is made before a word of it is seen.
  const spoken = frames.find(({ b }) => (b?.words ?? 0) > 0.1)
  expect((spoken?.a?.top ?? 0) - (last?.a?.top ?? 0)).toBeLessThan(height / 2)

  const line = page.locator(lineOf('b'))
  expect(await line.textContent()).toBe('Viewer 1 the second')
  expect(await line.locator('.mark').evaluateAll((marks) => marks.map((mark) => mark.getAttribute('data-mark')))).toEqual(['vip'])
  await say(server, { id: 'c' })
  await page.waitForSelector(lineOf('a'), { state: 'detached' })
  expect(await shown(page)).toEqual(['b', 'c'])
  expect(await statesOf(page, 'a')).toEqual(['here', 'leaving'])
  expect(faults).toEqual([])
})

test('a message leaves when its time is over, by the server’s clock', async () => {
  const { page } = await openChat(chromium, server, { query: '&fade=1' })
  await record(page)
  await say(server, { id: 'a' })
  await waitForLine(page, 'a')
  await page.waitForSelector(lineOf('a'), { state: 'detached' })
  expect(await statesOf(page, 'a')).toEqual(['here', 'leaving'])
  // A page that comes later never shows it.
  await page.reload()
  await page.waitForSelector('#root[data-connected="true"] .chat')
  await say(server, { id: 'b' })
  await page.waitForSelector(lineOf('b'))
  expect(await shown(page)).toEqual(['b'])
})

test('what a moderator takes back is gone at once, with what quotes it, and the list closes the gap', async () => {
  const { page } = await openChat(chromium, server)
  const quoted = { message_id: 'secret', user: person('2'), text: 'an address' }
  await say(
    server,
    { id: 'a' },
    { id: 'secret', text: 'an address', user: person('2') },
    { id: 'b', reply_to: quoted },
    { id: 'c' },
  )
  await waitForLine(page, 'c')
  expect(await page.locator('.line-reply').textContent()).toBe('toViewer 2“an address”')
  await record(page)
  await takeBack(server, 'chat.message.deleted', { message_id: 'secret', user: person('2') })
  await page.waitForSelector(lineOf('secret'), { state: 'detached' })
  await waitForLine(page, 'c')
  const frames = await recorded(page)
  expect(await statesOf(page, 'secret')).toEqual(['here'])
  expect(await page.textContent('.chat')).not.toContain('an address')
  const tops = frames.map(({ a }) => a?.top ?? 0)
  expect(tops).toEqual(tops.toSorted((one, other) => one - other))
  expect(new Set(tops).size).toBeGreaterThan(3)
  expect(new Set(frames.map(({ c }) => c?.top)).size).toBe(1)
})

test('of somebody who is banned nothing is left, though it was on its way in', async () => {
  const { page } = await openChat(chromium, server)
  await say(server, { id: 'a' }, { id: 'b', user: person('2') }, { id: 'c', user: person('2') })
  await page.waitForSelector(lineOf('c'))
  await takeBack(server, 'chat.user.cleared', { user: person('2') })
  await page.waitForSelector(lineOf('c'), { state: 'detached' })
  expect(await shown(page)).toEqual(['a'])
  await takeBack(server, 'chat.cleared', {})
  await page.waitForSelector('.line', { state: 'detached' })
})

test('a storm of 2,000 messages leaves the list bounded, nothing moving, and the last of them right', async () => {
  const { page, faults } = await openChat(chromium, server)
  await record(page)
  const storm = Array.from({ length: 2_000 }, (_, n) =>
    message({ id: `s${n}`, text: `the storm’s ${n}`, user: person(String(n)) }),
  )
  for (let from = 0; from < storm.length; from += 100) await append(server, storm.slice(from, from + 100))
  await page.waitForSelector(lineOf('s1999'))
  await waitForLine(page, 's1999')
  expect(await shown(page)).toEqual(Array.from({ length: 12 }, (_, n) => `s${1_988 + n}`))
  const frames = await recorded(page)
  expect(Math.max(...frames.map((frame) => Object.keys(frame).length))).toBeLessThanOrEqual(12)
  expect(new Set(frames.flatMap((frame) => Object.values(frame).map(({ transform }) => transform)))).toEqual(new Set(['none']))
  expect(faults).toEqual([])
  // And then it is as ever.
  await say(server, { id: 'after' })
  await waitForLine(page, 'after')
})

const hard = {
  long: 'WWWWWWWWWWWWWWWWWWWWWWWWW_the_second_of_that_name',
  emoji: '👩‍👩‍👧‍👦'.repeat(40),
  rtl: 'مصباح الليل يضيء الطريق إلى البيت القديم على التل '.repeat(8),
  cjk: '灯台守の猫は今日も海を見ている'.repeat(30),
  unbroken: 'x'.repeat(500),
  override: `\u202e${'turned '.repeat(40)}\u2066\u2067`,
  marks: `${'o\u0337\u0338\u0310\u0346\u034a\u0352'.repeat(60)}`,
}

test.each([
  ['', 4],
  ['&lines=1&scale=2&position=right', 1],
  ['&lines=8&scale=0.5', 8],
])('no text leaves its place, whatever it is: %s', async (query, most) => {
  const { page } = await openChat(chromium, server, { query })
  const quote = (text: string) => ({ message_id: 'q', user: person('9', text.slice(0, 60)), text })
  for (const [id, text] of Object.entries(hard)) {
    await say(server, {
      id,
      text,
      user: person('3', text.slice(0, 60)),
      badges: ['broadcaster', 'partner', 'founder'],
      reply_to: quote(text),
      fragments: [
        { kind: 'emote', text: text.slice(0, 100), emote_id: '1' },
        { kind: 'mention', text: text.slice(0, 100), user: person('3') },
        { kind: 'text', text },
      ],
    })
    await waitForLine(page, id)
    const line = await page.locator(lineOf(id)).evaluate((element) => {
      const rect = (of: Element) => of.getBoundingClientRect()
      const said = element.querySelector<HTMLElement>('.line-said') ?? expectElement()
      const name = element.querySelector('.line-name') ?? expectElement()
      function expectElement(): never {
        throw new Error('the line has no words')
      }
      const column = rect(element.closest('.chat') ?? element)
      return {
        isInColumn: rect(element).left >= column.left && rect(element).right <= column.right,
        isNameWhole: rect(name).right <= rect(said).right + 0.5,
        outside: [...said.querySelectorAll('*')]
          .flatMap((part) => [...part.getClientRects()])
          .filter(({ left, right }) => left < rect(said).left - 0.5 || right > rect(said).right + 0.5).length,
        rows: Math.round(said.clientHeight / Number.parseFloat(getComputedStyle(said).lineHeight)),
      }
    })
    expect({ id, ...line }).toMatchObject({ id, isInColumn: true, isNameWhole: true, outside: 0 })
    expect(line.rows).toBeLessThanOrEqual(most)
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1_920)
})

test('markup stays text, a link too', async () => {
  const { page, faults } = await openChat(chromium, server)
  const text = '<img src=x onerror="throw 1"><b>bold</b> https://example.com <script>throw 2</script>'
  await say(server, { id: 'a', text, user: person('4', '<i>Name</i>'), reply_to: { message_id: 'z', user: person('5'), text } })
  await waitForLine(page, 'a')
  expect(await page.locator('.line-said').textContent()).toBe(`<i>Name</i> ${text}`)
  expect(await page.locator('.line :is(img, script, a, b, .line-said i)').count()).toBe(0)
  expect(faults).toEqual([])
})

test('with less motion the same comes and goes by opacity alone', async () => {
  const { page } = await openChat(chromium, server, { query: '&limit=2', reducedMotion: 'reduce' })
  await record(page)
  for (const id of ['a', 'b', 'c']) {
    await say(server, { id })
    await waitForLine(page, id)
  }
  const frames = await recorded(page)
  const opacities = frames.flatMap(({ c }) => (c === undefined ? [] : [c.words]))
  expect(new Set(opacities).size).toBeGreaterThan(3)
  const moved = frames.flatMap((frame) => Object.values(frame).map(({ transform }) => transform)).filter(isMoved)
  expect(moved).toEqual([])
  expect(await shown(page)).toEqual(['b', 'c'])
})

/** A transform that puts an element elsewhere than where it belongs. */
function isMoved(transform: string): boolean {
  return transform !== 'none' && transform !== 'matrix(1, 0, 0, 1, 0, 0)'
}

test('a page that comes late shows what is there, and says what of its address it cannot read', async () => {
  const { page } = await openChat(chromium, server)
  await say(server, { id: 'a' }, { id: 'b' })
  await waitForLine(page, 'b')
  const warnings: string[] = []
  page.on('console', (said) => said.type() === 'warning' && warnings.push(said.text()))
  await page.goto(`${page.url()}&limit=31&position=top`)
  await waitForLine(page, 'b')
  expect(await shown(page)).toEqual(['a', 'b'])
  expect(warnings).toEqual([
    'overlay:chat: limit is a whole number from 1 to 30, not "31"',
    'overlay:chat: position is left or right, not "top"',
  ])
})

test('a page that was hidden shows the present when it is seen again, and no burst', async () => {
  const open = await openTabs(chromium)
  await takeBack(server, 'chat.cleared', {})
  const tab = await open(address(server))
  await until(tab, `document.querySelector('#root[data-connected="true"] .chat') !== null`)
  await say(server, { id: 'before' })
  await until(tab, `document.querySelector('[data-message="before"]') !== null`)
  await open('about:blank')
  await until(tab, 'document.visibilityState === "hidden"')
  for (let n = 0; n < 20; n += 1) await say(server, { id: `h${n}` })
  await until(tab, `document.querySelector('[data-message="h19"]') !== null`)
  await takeBack(server, 'chat.message.deleted', { message_id: 'h12', user: person('1') })
  await until(tab, `document.querySelector('[data-message="h12"]') === null`)
  await tab.evaluate(`
    window.seen = []
    const note = () => {
      const lines = [...document.querySelectorAll('.line')]
      const moving = lines.filter((line) => getComputedStyle(line).transform !== 'none' || getComputedStyle(line.firstElementChild).opacity !== '1')
      seen.push({ shown: lines.map((line) => line.dataset.message).join(), moving: moving.length })
      requestAnimationFrame(note)
    }
    requestAnimationFrame(note)
  `)
  expect(await tab.evaluate('seen.length')).toBe(0)
  await tab.show()
  await until(tab, 'seen.length > 20')
  const present = Array.from({ length: 12 }, (_, n) => `h${n + 8}`).filter((id) => id !== 'h12')
  expect(await tab.evaluate('[...new Set(seen.map(({ shown, moving }) => shown + " " + moving))]')).toEqual([
    `${present.join()} 0`,
  ])
})

test.each([
  ['left', 'white', ''],
  ['left', 'black', ''],
  ['left', 'noise', ''],
  ['right', 'noise', '&position=right&scale=1.25&lines=2'],
] as const)('the samples stand at the %s, on %s', async (position, ground, query) => {
  const { page, faults } = await chromium.open(`${server.url}/overlay/chat?debug=1&demo=1${query}`)
  await page.waitForSelector('.line')
  await page.waitForFunction(() => document.querySelector<HTMLElement>('.chat-list')?.style.opacity === '1')
  await layBehind(page, ground)
  await page.screenshot(shot(`${position}-${ground}`))
  expect(await page.locator('.line').last().textContent()).toContain('one more try.')
  expect(await page.locator('.chat').getAttribute('data-position')).toBe(position)
  expect(faults).toEqual([])
})
