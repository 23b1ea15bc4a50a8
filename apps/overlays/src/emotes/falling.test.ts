import { expect, test } from 'bun:test'
import { createFall } from './falling.ts'
import { canvas, tossOf } from './toss.ts'
import { stepMs } from './world.ts'

const seconds = (count: number) => Math.round((count * 1_000) / stepMs)

function fallen(count: number, steps: number) {
  const fall = createFall()
  for (let index = 0; index < count; index += 1) fall.put(`drop${index}`, tossOf(`drop${index}`, 0))
  for (let step = 0; step < steps; step += 1) fall.step()
  return Array.from({ length: count }, (_, index) => fall.spotOf(`drop${index}`, 1) ?? expect.unreachable())
}

test('an emote falls to the foot of the screen, bounces, and comes to rest upright', () => {
  const fall = createFall()
  fall.put('a', tossOf('drop', 0))
  const heights = Array.from({ length: seconds(4) }, () => {
    fall.step()
    return fall.spotOf('a', 1)?.y ?? 0
  })
  const foot = canvas.height - tossOf('drop', 0).size / 2
  // Its highest points after it came down: of what is less than an eye would see, there is no telling.
  const tops = heights.filter((y, index) => y < (heights[index - 1] ?? y) && y <= (heights[index + 1] ?? y) && y < foot - 15)
  expect(heights.findIndex((y) => y > foot - 12) * stepMs).toBeWithin(800, 1_500)
  expect(tops.length).toBeWithin(1, 4)
  expect(heights.at(-1)).toBeCloseTo(heights.at(-30) ?? 0, 0)
  expect(Math.abs(Math.sin(fall.spotOf('a', 1)?.angle ?? 1))).toBeLessThan(0.25)
})

test('the same throws fall the same way to the last digit', () => {
  expect(fallen(40, seconds(3))).toEqual(fallen(40, seconds(3)))
})

test('a hundred of them stay on the screen, and lie low', () => {
  for (const { x, y } of fallen(100, seconds(5))) {
    expect(x).toBeWithin(20, canvas.width - 20)
    expect(y).toBeWithin(canvas.height * 0.5, canvas.height + 5)
  }
})

test('what is taken away is nowhere, and what lay on it falls', () => {
  const fall = createFall()
  const toss = { ...tossOf('drop', 0), x: 900, angle: 0, spin: 0, velocity: { x: 0, y: 0 }, size: 100 }
  fall.put('below', { ...toss, y: 1_020 })
  fall.put('above', { ...toss, y: 915 })
  for (let step = 0; step < seconds(0.5); step += 1) fall.step()
  const before = fall.spotOf('above', 1)?.y ?? 0
  fall.take('below')
  for (let step = 0; step < seconds(1); step += 1) fall.step()
  expect(fall.spotOf('below', 1)).toBeUndefined()
  expect(fall.spotOf('above', 1)?.y).toBeGreaterThan(before + 60)
})

test('a word is as wide as it is written, and stays where it was', () => {
  const fall = createFall()
  fall.put('a', tossOf('drop', 0))
  fall.step()
  const before = fall.spotOf('a', 1)
  fall.reshape('a', { wide: 240, high: 50 })
  expect(fall.spotOf('a', 1)).toEqual(before)
  for (let step = 0; step < seconds(4); step += 1) fall.step()
  expect(fall.spotOf('a', 1)?.y).toBeCloseTo(canvas.height - 25, -1)
})
