import { expect, test } from 'bun:test'
import { canvas, tossOf } from './toss.ts'

const id = (index: number) => `evt_01999999-0000-7000-8000-${String(index).padStart(12, '0')}`
const tosses = Array.from({ length: 3_000 }, (_, index) => tossOf(id(index), index % 4))

test('the same emote of the same message is thrown the same way each time, and another in another', () => {
  expect(tossOf(id(1), 0)).toEqual(tossOf(id(1), 0))
  expect(tossOf(id(1), 1)).not.toEqual(tossOf(id(1), 0))
  expect(tossOf(id(2), 0).x).not.toBe(tossOf(id(1), 0).x)
})

test('all of them begin above the screen, between its sides', () => {
  for (const { x, y, size } of tosses) {
    expect(x).toBeGreaterThanOrEqual(size / 2)
    expect(x).toBeLessThanOrEqual(canvas.width - size / 2)
    expect(y).toBeLessThan(-size / 2)
  }
})

test('all of the width is used, and the middle of it least', () => {
  const share = (from: number, to: number) =>
    tosses.filter(({ x }) => x >= from * canvas.width && x < to * canvas.width).length / tosses.length
  expect(share(0, 0.25)).toBeGreaterThan(0.27)
  expect(share(0.75, 1)).toBeGreaterThan(0.27)
  expect(share(1 / 3, 2 / 3)).toBeGreaterThan(0.15)
  expect(share(1 / 3, 2 / 3)).toBeLessThan(0.3)
})

test('a message is one handful, in reading order', () => {
  const handful = [0, 1, 2, 3].map((index) => tossOf(id(5), index))
  const xs = handful.map(({ x }) => x)
  expect(Math.max(...xs) - Math.min(...xs)).toBeLessThanOrEqual(300)
  expect(handful.map(({ delayMs }) => delayMs)).toEqual([0, 90, 180, 270])
})

test('it is as large as it is asked to be', () => {
  expect(tossOf(id(1), 0, 2).size).toBeCloseTo(tossOf(id(1), 0).size * 2, 6)
})
