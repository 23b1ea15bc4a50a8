import { expect, test } from 'bun:test'
import { createRow } from './row.ts'
import { canvas, tossOf } from './toss.ts'

const toss = tossOf('drop', 0)
const filled = () => {
  const row = createRow()
  for (let index = 0; index < row.room; index += 1) row.put(String(index), toss)
  return row
}

test('they stand side by side along the foot, clear of each other and of the edges', () => {
  const row = filled()
  const spots = Array.from({ length: row.room }, (_, index) => row.spotOf(String(index), 0) ?? expect.unreachable())
  for (const [index, { x, y }] of spots.entries()) {
    expect(x).toBeWithin(48 + 54, canvas.width - 48 - 54)
    expect(y).toBeWithin(canvas.height * 0.85, canvas.height - 48)
    if (index > 0) expect(x - (spots[index - 1]?.x ?? 0)).toBeGreaterThan(108)
  }
})

test('none moves when another goes, and the next one has the place that is free', () => {
  const row = filled()
  const [place, other] = [row.spotOf('3', 0), row.spotOf('4', 0)]
  row.take('3')
  row.put('new', toss)
  expect(row.spotOf('4', 0)).toEqual(other ?? expect.unreachable())
  expect(row.spotOf('new', 0)).toEqual(place ?? expect.unreachable())
})

test('with no place free the next one waits for it, unless it goes before', () => {
  const row = filled()
  row.put('goes', toss)
  row.put('waits', toss)
  expect(row.spotOf('waits', 0)).toBeUndefined()
  row.take('goes')
  row.take('0')
  expect(row.spotOf('waits', 0)).toBeDefined()
})
