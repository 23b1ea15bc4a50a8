import { expect, test } from 'bun:test'
import { fakeClock } from '@landale/testing/fake-clock'
import { Throttle } from './throttle.ts'

function throttle(maxKeys = 10) {
  const clock = fakeClock()
  const passed: number[] = []
  const held = new Throttle<number>({ clock, windowMs: 250, maxKeys, pass: (value) => passed.push(value) })
  return { clock, passed, held }
}

test('the first value passes at once, and then the last of each window', async () => {
  const { clock, passed, held } = throttle()
  for (let value = 1; value <= 10; value += 1) {
    held.offer('fader', value)
    await clock.advance(100)
  }
  await clock.advance(1_000)
  expect(passed).toEqual([1, 3, 5, 8, 10])
  expect(clock.waiting).toBe(0)
})

test('each key has windows of its own', () => {
  const { passed, held } = throttle()
  held.offer('one', 1)
  held.offer('other', 2)
  expect(passed).toEqual([1, 2])
})

test('a flush lets through what is held, and leaves no timer', () => {
  const { clock, passed, held } = throttle()
  for (const value of [1, 2, 3]) held.offer('fader', value)
  held.flush()
  expect(passed).toEqual([1, 3])
  expect(clock.waiting).toBe(0)
})

test('more keys than it holds pass as they come', () => {
  const { clock, passed, held } = throttle(1)
  for (const value of [1, 2, 3]) held.offer(String(value), value)
  for (const value of [4, 5]) held.offer('3', value)
  expect(passed).toEqual([1, 2, 3, 4, 5])
  expect(clock.waiting).toBe(1)
})
