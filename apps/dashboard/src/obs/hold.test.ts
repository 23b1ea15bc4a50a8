import { expect, test } from 'bun:test'
import { atRest, type Hold, type HoldInput, holdMs, stepHold } from './hold.ts'

/** What came of inputs, one after another. */
function outcomes(...inputs: HoldInput[]) {
  let hold: Hold = atRest
  return inputs.flatMap((input) => {
    const step = stepHold(hold, input)
    hold = step.hold
    return step.outcome ?? []
  })
}

const press = (at: number, by: 'pointer' | 'key' = 'pointer'): HoldInput => ({ kind: 'press', by, at })
const release = (at: number, by: 'pointer' | 'key' = 'pointer'): HoldInput => ({ kind: 'release', by, at })
const time = (at: number): HoldInput => ({ kind: 'time', at })

test('held for its time it acts, once', () => {
  expect(outcomes(press(0), time(holdMs - 1), time(holdMs), time(holdMs + 1), release(holdMs + 2))).toEqual(['held'])
})

test('let go of too soon it does not, and the next press begins anew', () => {
  expect(outcomes(press(0), release(400), time(holdMs), press(2_000), time(2_500), release(2_600))).toEqual(['short', 'short'])
})

test('where the pointer leaves it, it is let go of', () => {
  expect(outcomes(press(0), { kind: 'cancel' }, time(holdMs))).toEqual(['short'])
})

test('the other hand neither begins it anew nor ends it', () => {
  expect(outcomes(press(0), press(500, 'key'), release(600, 'key'), time(holdMs))).toEqual(['held'])
})

test('a release in time counts where the timer was late', () => {
  expect(outcomes(press(0), release(holdMs))).toEqual(['held'])
})
