import { expect, test } from 'bun:test'
import type { EmoteDrop } from '@landale/protocol'
import { createFall } from './falling.ts'
import { Rain } from './rain.ts'
import { createRow } from './row.ts'

const drop = (id: string, count = 1, at = 0): EmoteDrop => ({
  id,
  at,
  actor: 'twitch:1',
  emotes: Array.from({ length: count }, () => ({ id: '25', name: 'Kappa' })),
})
const times = { fadeMs: 340, yieldMs: 200, appearMs: 340 }
const makeRain = (limit = 60, places = createFall()) => new Rain({ places, limit, ...times })
const keys = (rain: Rain) => rain.flakes.map(({ key }) => key)
const frameMs = 1_000 / 60

function goTo(rain: Rain, from: number, to: number): void {
  for (let now = from; now <= to; now += frameMs) rain.advance(now)
}

test('a message’s emotes are thrown one after the other', () => {
  const rain = makeRain()
  rain.pour([drop('a', 3)], 0)
  rain.advance(0)
  expect([0, 1, 2].map((index) => rain.lookOf(`a ${index}`, 0) !== undefined)).toEqual([true, false, false])
  goTo(rain, 0, 200)
  expect([0, 1, 2].every((index) => rain.lookOf(`a ${index}`, 200) !== undefined)).toBe(true)
})

test('what has had its time fades, and then there is nothing in the air', () => {
  const rain = makeRain()
  rain.pour([drop('a')], 0)
  const lights = Array.from({ length: 420 }, (_, frame) => {
    rain.advance(frame * frameMs)
    return rain.lookOf('a 0', frame * frameMs)?.light
  })
  expect(lights[0]).toBe(1)
  expect(lights.some((light) => light !== undefined && light > 0 && light < 1)).toBe(true)
  expect(lights.indexOf(undefined) * frameMs).toBeWithin(4_400, 6_400)
  expect(rain.isEmpty).toBe(true)
})

test('beyond the limit the oldest fades at once, and what was never thrown is dropped', () => {
  const rain = makeRain(2)
  rain.pour([drop('a'), drop('b')], 0)
  goTo(rain, 0, 500)
  rain.pour([drop('c')], 500)
  rain.advance(600)
  expect(rain.lookOf('a 0', 600)?.light).toBeLessThan(1)
  goTo(rain, 600, 720)
  expect(keys(rain)).toEqual(['b 0', 'c 0'])
  rain.pour([drop('d', 10)], 720)
  goTo(rain, 720, 1_000)
  expect(keys(rain)).toEqual(['d 8', 'd 9'])
})

test('however much is thrown, what is held is bounded', () => {
  const rain = makeRain(100)
  for (let second = 0; second < 40; second += 1) {
    const storm = Array.from({ length: 30 }, (_, index) => drop(`s${second}-${index}`, 10))
    rain.pour(storm, second * 50)
    rain.advance(second * 50)
    expect(rain.flakes.length).toBeLessThanOrEqual(124)
  }
})

test('what is taken back is gone at once', () => {
  const rain = makeRain()
  rain.pour([drop('a', 2), drop('b')], 0)
  goTo(rain, 0, 400)
  rain.takeBack(new Set(['a']))
  expect(keys(rain)).toEqual(['b 0'])
  expect(rain.lookOf('a 0', 400)).toBeUndefined()
})

test('what was not seen for a while goes on from where it was', () => {
  const rain = makeRain()
  rain.pour([drop('a')], 0)
  goTo(rain, 0, 500)
  const before = rain.lookOf('a 0', 500)?.y ?? 0
  rain.advance(3_000)
  expect((rain.lookOf('a 0', 3_000)?.y ?? 0) - before).toBeWithin(1, 130)
  rain.advance(60_000)
  expect(rain.isEmpty).toBe(true)
})

test('frames of other lengths than the step’s lead to the same fall', () => {
  const [even, uneven] = [makeRain(), makeRain()]
  for (const rain of [even, uneven]) rain.pour([drop('a')], 0)
  goTo(even, 0, 1_000)
  even.advance(1_000)
  for (let now = 0; now <= 1_000; now += 8) uneven.advance(now)
  expect(uneven.lookOf('a 0', 1_000)?.y).toBeCloseTo(even.lookOf('a 0', 1_000)?.y ?? 0, 3)
})

test('with less motion they stand in a row, come by light, and never move', () => {
  const rain = makeRain(60, createRow())
  rain.pour([drop('a', 3)], 0)
  goTo(rain, 0, 300)
  const [first, second] = [rain.lookOf('a 0', 300), rain.lookOf('a 1', 300)]
  expect(first?.light).toBeWithin(0.5, 1)
  expect(second?.x).not.toBe(first?.x)
  goTo(rain, 300, 2_000)
  expect(rain.lookOf('a 0', 2_000)).toEqual({ ...(first ?? expect.unreachable()), light: 1 })
  rain.pour(
    Array.from({ length: 30 }, (_, index) => drop(`b${index}`)),
    2_000,
  )
  goTo(rain, 2_000, 2_300)
  expect(rain.flakes.length).toBe(createRow().room)
})
