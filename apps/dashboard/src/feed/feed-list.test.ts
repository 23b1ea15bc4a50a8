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

const user = (id: string) => ({ id, login: `user${id}`, name: `User${id}` })
const inChat = (position: number, type: string, payload: Event['payload'], actor = 'twitch:9') =>
  ({ id: `evt_${position}`, position, type, source: 'twitch', actor, payload, metadata: {} }) as Event
const said = (position: number, by: string) =>
  inChat(position, 'chat.message.sent', { message_id: `m${position}`, user: user(by), text: `text ${position}` }, `twitch:${by}`)
const deleted = (position: number, message: number) =>
  inChat(position, 'chat.message.deleted', { message_id: `m${message}`, user: user('1') })
const left = (list: readonly Event[]) => list.flatMap(({ payload }) => (typeof payload.text === 'string' ? [payload.text] : []))

test('a deleted message keeps its place and loses its text, on the same page as well', () => {
  const list = receive(receive(emptyFeedList, [said(1, '1'), said(2, '2')]), [said(3, '1'), deleted(4, 1), deleted(5, 3)])
  expect(positions(list.shown)).toEqual([5, 4, 3, 2, 1])
  expect(left(list.shown)).toEqual(['text 2'])
  expect(list.shown.filter(({ takenBack }) => takenBack).map(({ position }) => position)).toEqual([3, 1])
})

test('a banned viewer’s messages go, all at once, and what is said afterwards stays', () => {
  const cleared = inChat(3, 'chat.user.cleared', { user: user('1') })
  const list = receive(receive(emptyFeedList, [said(1, '1'), said(2, '2')]), [cleared, said(4, '1')])
  expect(left(list.shown)).toEqual(['text 4', 'text 2'])
  expect(left(receive(list, [inChat(5, 'chat.cleared', {})]).shown)).toEqual([])
})

test('a paused list lets go as well, of what is shown and of what waits', () => {
  const paused = receive(pause(receive(emptyFeedList, [said(1, '1')])), [said(2, '1'), said(3, '2')])
  const list = receive(paused, [deleted(4, 1), deleted(5, 2)])
  expect(left(list.shown)).toEqual([])
  expect(left(list.waiting)).toEqual(['text 3'])
  expect(left(resume(list).shown)).toEqual(['text 3'])
})

test('what stays is the same event as before, so that its row is not drawn again', () => {
  const before = receive(emptyFeedList, [said(1, '1'), said(2, '2')])
  expect(receive(before, [deleted(3, 1)]).shown[1]).toBe(before.shown[0])
})
