import { expect, test } from 'bun:test'
import type { Event } from '@landale/protocol'
import { emptyFeedList, maxRows, pause, receive, restart, resume } from './feed-list.ts'

const events = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ position: from + index }) as Event)
const positions = (list: readonly Event[]) => list.map(({ position }) => position)

test('the newest event comes first', () => {
  const list = receive(receive(emptyFeedList, events(1, 3)), events(4, 5))
  expect(positions(list.shown)).toEqual([5, 4, 3, 2, 1])
})

test('the oldest ones go when there are too many', () => {
  const list = receive(receive(emptyFeedList, events(1, maxRows)), events(maxRows + 1, maxRows + 10))
  expect(list.shown).toHaveLength(maxRows)
  expect(list.shown.at(-1)?.position).toBe(11)
})

test('while paused nothing moves, and going on shows what waited', () => {
  const paused = receive(pause(receive(emptyFeedList, events(1, 2))), events(3, 4))
  expect(positions(paused.shown)).toEqual([2, 1])
  expect(paused.waiting).toHaveLength(2)
  expect(positions(resume(paused).shown)).toEqual([4, 3, 2, 1])
})

test('what waits is bounded too, and says what it left out', () => {
  const paused = receive(receive(pause(emptyFeedList), events(1, maxRows)), events(maxRows + 1, maxRows + 5))
  expect(paused.waiting).toHaveLength(maxRows)
  expect(paused.dropped).toBe(5)
  expect(resume(paused)).toMatchObject({ paused: false, waiting: [], dropped: 0 })
})

test('a feed that begins anew forgets, and stays paused', () => {
  expect(restart(pause(receive(emptyFeedList, events(1, 2))))).toEqual({ ...emptyFeedList, paused: true })
})
