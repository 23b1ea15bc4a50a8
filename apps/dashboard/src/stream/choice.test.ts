import { expect, test } from 'bun:test'
import { markedAfter } from './choice.ts'

test('arrows go through the list and round its ends', () => {
  expect([markedAfter(undefined, 3, 'ArrowDown'), markedAfter(2, 3, 'ArrowDown')]).toEqual([0, 0])
  expect([markedAfter(undefined, 3, 'ArrowUp'), markedAfter(0, 3, 'ArrowUp')]).toEqual([2, 2])
  expect([markedAfter(1, 3, 'x'), markedAfter(1, 0, 'ArrowDown')]).toEqual([1, undefined])
})
