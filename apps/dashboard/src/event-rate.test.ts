import { expect, test } from 'bun:test'
import { countEvents, recentRate, startEventRate, traceSeconds } from './event-rate.ts'

test('the rate is that of the whole seconds so far, ten at most', () => {
  let rate = startEventRate(0)
  expect(recentRate(rate)).toBe(0)
  rate = countEvents(rate, 500, 4)
  expect(recentRate(countEvents(rate, 1_000, 100))).toBe(4)
  expect(recentRate(countEvents(rate, 4_000, 0))).toBe(1)
  expect(recentRate(countEvents(rate, 20_000, 0))).toBe(0)
})

test('the trace moves on and keeps its length, whatever the clock does', () => {
  let rate = countEvents(startEventRate(0), 0, 7)
  rate = countEvents(rate, 2_000, 1)
  expect(rate.counts).toHaveLength(traceSeconds)
  expect(rate.counts.slice(-3)).toEqual([7, 0, 1])
  expect(countEvents(rate, 1_000, 1).counts.slice(-3)).toEqual([7, 0, 2])
  expect(countEvents(rate, 1_000_000, 1).counts).toEqual([...Array.from({ length: traceSeconds - 1 }, () => 0), 1])
})
