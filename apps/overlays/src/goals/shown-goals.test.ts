import { expect, test } from 'bun:test'
import type { Goal } from '@landale/protocol'
import { shownGoals, turnMs } from './shown-goals.ts'

const goals: Goal[] = ['a', 'b', 'c'].map((id) => ({ id, label: id, current: 1, target: 2, reached_at: null }))
const ids = (limit: number, now: number) => shownGoals(goals, limit, now).goals.map(({ id }) => id)

test('as many goals as there is room for are shown, and the others take turns by the server’s time', () => {
  expect([ids(3, 0), ids(4, 0)]).toEqual([
    ['a', 'b', 'c'],
    ['a', 'b', 'c'],
  ])
  expect([0, turnMs, 2 * turnMs].map((now) => ids(2, now))).toEqual([['a', 'b'], ['c'], ['a', 'b']])
  expect(shownGoals(goals, 1, turnMs + 5)).toMatchObject({ goals: [{ id: 'b' }], endsAt: 2 * turnMs })
  expect(shownGoals([], 2, 0)).toEqual({ goals: [], endsAt: null })
})
