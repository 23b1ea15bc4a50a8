import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { Batcher } from './batcher.ts'

type Sent = { at: number; items: readonly number[] }

/** A batcher on a clock of its own, whose timers the test lets run. */
function bench({ maxItems = 100, maxBytes = 10_000 } = {}) {
  let now = 1_000
  const sent: Sent[] = []
  const batcher = new Batcher<number>({
    windowMs: 50,
    maxItems,
    maxBytes,
    clock: () => now,
    flush: (items) => sent.push({ at: now, items }),
  })
  const push = (item: number, { critical = false, bytes = 10 } = {}) => {
    batcher.push(item, { critical, bytes })
    batcher.settle()
  }
  return { batcher, push, sent, pass: (ms: number) => (now += ms) }
}

test('a quiet topic sends its first item at once', () => {
  const { push, sent } = bench()
  push(1)
  expect(sent).toEqual([{ at: 1_000, items: [1] }])
})

test('what comes together goes together', () => {
  const { batcher, sent } = bench()
  for (const item of [1, 2, 3]) batcher.push(item, { critical: false, bytes: 1 })
  batcher.settle()
  expect(sent).toEqual([{ at: 1_000, items: [1, 2, 3] }])
})

test('what follows within the window goes in one list at its end', async () => {
  const sent: (readonly number[])[] = []
  const ended = Promise.withResolvers<void>()
  const batcher = new Batcher<number>({
    windowMs: 20,
    maxItems: 100,
    maxBytes: 1_000,
    flush: (items) => {
      sent.push(items)
      if (sent.length === 2) ended.resolve()
    },
  })
  for (const item of [1, 2, 3, 4]) {
    batcher.push(item, { critical: false, bytes: 1 })
    batcher.settle()
  }
  await ended.promise
  expect(sent).toEqual([[1], [2, 3, 4]])
})

test('a topic that ticks with the window is never made to wait', () => {
  const { push, sent, pass } = bench()
  for (let item = 0; item < 5; item += 1) {
    push(item)
    pass(item % 2 === 0 ? 48 : 52)
  }
  expect(sent.map(({ items }) => items)).toEqual([[0], [1], [2], [3], [4]])
})

test('a critical item takes what waits with it, at once', () => {
  const { push, sent } = bench()
  for (const item of [1, 2, 3]) push(item)
  push(4, { critical: true })
  expect(sent.map(({ items }) => items)).toEqual([[1], [2, 3, 4]])
})

test('a list is bounded in items and in bytes', () => {
  const few = bench({ maxItems: 3 })
  for (let item = 0; item < 8; item += 1) few.push(item)
  expect(few.sent.map(({ items }) => items)).toEqual([[0], [1, 2, 3], [4, 5, 6]])
  const small = bench({ maxBytes: 25 })
  for (let item = 0; item < 6; item += 1) small.push(item)
  expect(small.sent.map(({ items }) => items)).toEqual([[0], [1, 2, 3]])
})

test('nothing is lost, doubled or out of order, whatever comes when', () => {
  const seed = Number(process.env.FAST_CHECK_SEED ?? Math.trunc(Math.random() * 2 ** 31))
  console.log(`batcher: FAST_CHECK_SEED=${seed}`)
  const step = fc.record({ wait: fc.nat(80), critical: fc.boolean(), bytes: fc.nat(60) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 10 }), (steps, maxItems) => {
      const { batcher, push, sent, pass } = bench({ maxItems, maxBytes: 200 })
      steps.forEach(({ wait, critical, bytes }, item) => {
        pass(wait)
        push(item, { critical, bytes })
        if (critical) expect(sent.at(-1)?.items.at(-1)).toBe(item)
      })
      batcher.flush()
      expect(sent.flatMap(({ items }) => items)).toEqual(steps.map((_, item) => item))
      for (const { items } of sent) expect(items.length).toBeLessThanOrEqual(maxItems)
    }),
    { seed, numRuns: 500 },
  )
})
