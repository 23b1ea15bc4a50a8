import { expect, test } from 'bun:test'
import { openPage } from './page.fixture.ts'
import { pageName, pageWords } from './page-words.ts'

test('a page says how smooth it is, whether it counts, and when it was heard', () => {
  expect(pageWords(openPage(), 4_000)).toBe('60 fps, 2 dropped, counts for receipts, heard 4 s ago')
  expect(pageWords(openPage({ heard_at: null, vitals: null }), 4_000)).toBe('has not said how it does')
})

test('one that is hidden draws nothing, and that is no fault', () => {
  const vitals = { fps: 0, dropped: 0, is_visible: false, is_active: false }
  expect(pageWords(openPage({ vitals, is_presenter: false }), 0)).toBe('hidden, not on air, heard 0 s ago')
})

test('in OBS it is called as its source is, elsewhere by its instance', () => {
  expect([pageName(openPage()), pageName(openPage({ source: null }))]).toEqual(['Alerts', 'alerts-1'])
})
