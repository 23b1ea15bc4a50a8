import { expect, test } from 'bun:test'
import type { EmoteDrop } from '@landale/protocol'
import { knowsNone, newsOf } from './drops.ts'

const drop = (id: string, at = 0): EmoteDrop => ({ id, at, actor: 'twitch:1', emotes: [{ id: '25', name: 'Kappa' }] })
const ids = (drops: readonly EmoteDrop[]) => drops.map(({ id }) => id)

test('what is new falls once, however often it is said', () => {
  const first = newsOf(knowsNone, [drop('a'), drop('b')], 0)
  expect(ids(first.fresh)).toEqual(['a', 'b'])
  const second = newsOf(first.known, [drop('a'), drop('b'), drop('c')], 0)
  expect(ids(second.fresh)).toEqual(['c'])
  expect(newsOf(second.known, [drop('a'), drop('b'), drop('c')], 0).fresh).toEqual([])
})

test('a page that comes late does not pour the past', () => {
  expect(ids(newsOf(knowsNone, [drop('a', 0), drop('b', 7_000)], 10_000).fresh)).toEqual(['b'])
})

test('what is not among the drops any more was taken back, the oldest too', () => {
  const { known } = newsOf(knowsNone, [drop('a'), drop('b'), drop('c')], 0)
  expect(newsOf(known, [drop('b'), drop('c')], 0).takenBack).toEqual(new Set(['a']))
  expect(newsOf(known, [], 0).takenBack).toEqual(new Set(['a', 'b', 'c']))
})

test('what was taken back does not come again as new', () => {
  const first = newsOf(knowsNone, [drop('a'), drop('b')], 0)
  const second = newsOf(first.known, [drop('a')], 0)
  expect(newsOf(second.known, [drop('a'), drop('b')], 0).fresh).toEqual([])
})

test('what had to make room for newer ones was not taken back', () => {
  const many = Array.from({ length: 33 }, (_, index) => drop(String(index).padStart(3, '0')))
  const { known } = newsOf(knowsNone, many.slice(0, 30), 0)
  expect(newsOf(known, many.slice(3), 0).takenBack.size).toBe(0)
  // But one from among them was.
  expect(
    newsOf(
      known,
      many.slice(3).filter(({ id }) => id !== '010'),
      0,
    ).takenBack,
  ).toEqual(new Set(['000', '001', '002', '010']))
})
