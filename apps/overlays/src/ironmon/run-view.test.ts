import { expect, test } from 'bun:test'
import { checkpoints as names } from '@landale/protocol'
import { placeOf, viewRun } from './run-view.ts'

const checkpoints = names.map((name, index) => ({ name, clears: 24 - index, clear_rate: (24 - index) / 24 }))
const running = (cleared: readonly string[]) =>
  viewRun({ checkpoints, current: { id: 'run_1', number: 1, game: null, started_at: 0, cleared: [...cleared] } })

test('a run that has cleared nothing stands before the first checkpoint', () => {
  expect(running([])).toMatchObject({ position: 0, next: { name: 'LAB' } })
})

test('the next checkpoint is the one after the farthest cleared, though one before was missed', () => {
  const view = running(['LAB', 'FIRSTTRAINER'])
  expect(view).toMatchObject({ position: 3, next: { name: 'RIVAL2' } })
  expect(view.steps.slice(0, 4).map(({ isCleared }) => isCleared)).toEqual([true, false, true, false])
})

test('with all cleared there is no next one', () => {
  expect(running(names)).toMatchObject({ position: 24, next: null })
})

test('a name that is not one of them moves nothing', () => {
  expect(running(['KETTLE']).position).toBe(0)
})

test('a checkpoint has a place and a rate; an unknown one has none', () => {
  expect(placeOf(checkpoints, 'CHAMP')).toEqual({ nth: 24, of: 24, rate: 1 / 24 })
  expect(placeOf(checkpoints, undefined)).toBeNull()
})
