import { expect, test } from 'bun:test'
import { dismissPage, lostPages, watchPages } from './lost-pages.ts'
import { openPage } from './page.fixture.ts'

const there = watchPages([], [openPage()], 0)
const how = (known: typeof there, now: number) => lostPages(known, now).map((lost) => lost.how)

test('a page that leaves is missed, unless it is back within a reload’s time', () => {
  const gone = watchPages(there, [], 1_000)
  expect([how(gone, 2_000), how(gone, 4_000)]).toEqual([[], ['left']])
  // It is the time at which it was first missed that counts, however often one looks.
  expect(how(watchPages(gone, [], 3_900), 4_000)).toEqual(['left'])
  const back = watchPages(gone, [openPage({ instance: 'alerts-2', heard_at: null, since: 5_000 })], 5_000)
  expect(how(back, 5_000)).toEqual([])
})

test('a page that is open and says nothing for ten seconds is missed, until it speaks', () => {
  const still = watchPages(there, [openPage()], 9_000)
  expect([how(still, 9_999), how(still, 10_000)]).toEqual([[], ['silent']])
  expect(how(watchPages(still, [openPage({ heard_at: 11_000 })], 11_000), 11_500)).toEqual([])
})

test('a hidden one may be silent, and one outside OBS may come and go', () => {
  const hidden = openPage({ vitals: { fps: 0, dropped: 0, is_visible: false, is_active: false } })
  expect(how(watchPages([], [hidden], 20_000), 20_000)).toEqual([])
  expect(watchPages([], [openPage({ obs: null })], 0)).toEqual([])
})

test('what was dismissed stays away until it was back', () => {
  const gone = watchPages(there, [], 1_000)
  const dismissed = dismissPage(gone, gone[0]?.key ?? '')
  expect(how(dismissed, 9_000)).toEqual([])
  const back = watchPages(dismissed, [openPage({ heard_at: 10_000 })], 10_000)
  expect(how(watchPages(back, [], 11_000), 15_000)).toEqual(['left'])
})

test('it remembers a hundred', () => {
  const many = Array.from({ length: 120 }, (_, index) => openPage({ source: `Source ${index}` }))
  expect(watchPages([], many, 0)).toHaveLength(100)
})
