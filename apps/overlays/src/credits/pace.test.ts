import { expect, test } from 'bun:test'
import { paceOf } from './pace.ts'

/** What is gone through: at half its speed while it gathers it and while it loses it. */
const wayIn = ({ soft, even }: ReturnType<typeof paceOf>, speed: number) => soft * speed + even * speed

test('it gathers its speed and loses it, and keeps it in between', () => {
  expect(paceOf(10_000, 100)).toEqual({ soft: 1.8, even: 98.2 })
})

test('a short way is all beginning and end', () => {
  expect(paceOf(100, 100)).toEqual({ soft: 1, even: 0 })
  expect(paceOf(0, 100)).toEqual({ soft: 0, even: 0 })
})

test.each([0, 5, 180, 999, 54_321])('%d px are gone through to the last', (way) => {
  expect(wayIn(paceOf(way, 96), 96)).toBeCloseTo(way, 6)
})
