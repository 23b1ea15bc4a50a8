import { expect, test } from 'bun:test'
import { PaintTimes } from './paint-times.ts'

test('the paints of an overlay are summed up by their middle, their slow ones and the slowest, of the last two hundred', () => {
  const times = new PaintTimes()
  for (let ms = 1; ms <= 1_000; ms += 1) times.add('alerts', ms)
  times.add('stage', 14)
  expect(times.all).toEqual([
    { overlay: 'alerts', count: 200, p50_ms: 901, p95_ms: 991, worst_ms: 1_000 },
    { overlay: 'stage', count: 1, p50_ms: 14, p95_ms: 14, worst_ms: 14 },
  ])
})
