import { expect, test } from 'bun:test'
import type { Timer } from '@landale/protocol'
import { sampleTimers } from './sample-timer.ts'
import { addedWords, statusWords } from './timer-words.ts'

test('what is added is told with its sign', () => {
  expect([300_000, 60_000, -30_000, 5_400_000].map(addedWords)).toEqual(['+5:00', '+1:00', '−0:30', '+1:30:00'])
})

test('a timer says beside its name what keeps it from running on, and nothing else', () => {
  const [timer] = sampleTimers(0).timers
  if (timer === undefined) throw new Error('there is a sample')
  const said = (change: Partial<Timer>) => statusWords({ ...timer, ...change })
  expect(said({})).toBe('')
  expect(said({ status: 'paused' })).toBe('paused')
  expect(said({ is_capped: true })).toBe('as long as it gets')
  expect(said({ status: 'stopped', ends_at: null, left_ms: 60_000 })).toBe('')
})
