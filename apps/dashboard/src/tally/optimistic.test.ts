import { expect, test } from 'bun:test'
import type { Pending } from '@/press/create-presses.ts'
import { counterWith, goalWith } from './optimistic.ts'

const pressed = (command: string, payload: Pending['payload']): Pending => ({ key: command, command, payload })
const goal = { id: 'subs', label: 'Subs tonight', current: 4, target: 25, reached_at: null }
const deaths = { id: 'deaths', label: 'Deaths', value: 3 }

test('what is pressed shows at once, one press after another', () => {
  const pending = [pressed('goal.set', { goal: 'subs', current: 5 }), pressed('goal.set', { goal: 'subs', target: 30 })]
  expect(goalWith(goal, pending)).toEqual({ current: 5, target: 30 })
  const one = pressed('goal.set', { goal: 'subs', add: 1 })
  expect(goalWith(goal, [one, one])).toEqual({ current: 6, target: 25 })
  const more = pressed('counter.set', { counter: 'deaths', add: 1 })
  expect(counterWith(deaths, [more, more])).toBe(5)
  expect(counterWith(deaths, [more, pressed('counter.set', { counter: 'deaths', value: 0 }), more])).toBe(1)
})

test('what is pressed of another is none of it', () => {
  expect(goalWith(goal, [pressed('goal.set', { goal: 'bits', current: 9 })])).toEqual({ current: 4, target: 25 })
  expect(counterWith(deaths, [pressed('counter.set', { counter: 'wins', add: 1 })])).toBe(3)
})
