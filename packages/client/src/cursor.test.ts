import { expect, test } from 'bun:test'
import { makeEvent } from '../tests/feed-log.ts'
import { acceptFrame, acceptReply, type Place } from './cursor.ts'

const joining: Place = { cursor: 4, epoch: 'a', phase: { kind: 'joining' } }
const reply = { epoch: 'a', head: 9, recovered: true, count: 0, now: 0 }
const received = (...positions: number[]) => positions.map((position) => ({ position, event: makeEvent(position) }))

test('frames before the join reply are ignored', () => {
  expect(acceptFrame(joining, 4, received(5))).toEqual({ kind: 'ignored' })
})

test('recovered with nothing missed stands at the head', () => {
  expect(acceptReply(joining, reply)).toEqual({ place: { cursor: 9, epoch: 'a', phase: { kind: 'live' } } })
})

test('the end of a replay stands at the head seen at the join, and not before', () => {
  const { place } = acceptReply(joining, { ...reply, count: 3 })
  const half = acceptFrame(place, 4, received(5, 6))
  expect(half).toMatchObject({ place: { cursor: 6, phase: { kind: 'replaying', remaining: 1 } } })
  if (half.kind !== 'advanced') throw new Error('not advanced')
  expect(acceptFrame(half.place, 4, received(5, 6))).toMatchObject({ events: [], duplicates: 2, place: half.place })
  expect(acceptFrame(half.place, 6, received(7))).toMatchObject({ place: { cursor: 9, phase: { kind: 'live' } } })
})

test('the live frame after a replay that lost its end is a gap', () => {
  const { place } = acceptReply(joining, { ...reply, count: 2 })
  expect(acceptFrame(place, 9, received(10))).toEqual({ kind: 'gap' })
})

test('a first join without a cursor is no reset', () => {
  const first = acceptReply({ ...joining, cursor: undefined }, { ...reply, recovered: false })
  expect(first).toEqual({ place: { cursor: 9, epoch: 'a', phase: { kind: 'live' } } })
})

test('what has a bad shape takes its place in the count and in the cursor', () => {
  const { place } = acceptReply(joining, { ...reply, count: 2 })
  const bad = { position: 5, event: undefined }
  expect(acceptFrame(place, 4, [bad, ...received(6)])).toMatchObject({ place: { cursor: 9, phase: { kind: 'live' } } })
})
