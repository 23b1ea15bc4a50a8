import { expect, test } from 'bun:test'
import { gapAmong, gapAt, placeAt, reordered, stepped } from './order.ts'

const ids = ['a', 'b', 'c']
const line = ids.map((id) => ({ id }))
const order = (items: readonly { id: string }[]) => items.map(({ id }) => id).join('')

test.each([
  ['a', 1, 'bac'],
  ['b', 1, 'acb'],
  ['b', -1, 'bac'],
  ['c', -1, 'acb'],
] as const)('%p steps %p: %p', (id, by, expected) => {
  expect(order(reordered(line, id, stepped(ids, id, by) ?? {}))).toBe(expected)
})

test('at an edge, or of one that is not there, a step leads nowhere', () => {
  expect([stepped(ids, 'a', -1), stepped(ids, 'c', 1), stepped(ids, 'x', 1)]).toEqual([undefined, undefined, undefined])
})

test('put into the gap before or after itself it stays', () => {
  expect([1, 2].map((gap) => placeAt(ids, 'b', gap))).toEqual([undefined, undefined])
  expect(placeAt(ids, 'b', 0)).toEqual({ before: 'a' })
  expect(placeAt(ids, 'b', 3)).toEqual({})
})

test('a height is in the gap between the middles of two rows', () => {
  expect([-5, 9, 11, 29, 31].map((y) => gapAt([10, 20, 30], y))).toEqual([0, 0, 1, 2, 3])
})

test('a gap keeps its neighbours when one of the line has begun meanwhile', () => {
  const isThere = (id: string) => id !== 'a'
  expect([0, 1, 2, 3].map((gap) => gapAmong(ids, gap, isThere))).toEqual([0, 0, 1, 2])
})

test('what names a place that is gone changes nothing', () => {
  expect(reordered(line, 'a', { before: 'x' })).toBe(line)
  expect(reordered(line, 'x', {})).toBe(line)
})
