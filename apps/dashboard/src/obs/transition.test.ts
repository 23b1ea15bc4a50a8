import { expect, test } from 'bun:test'
import { transitionOf } from './transition.ts'

test('what is not chosen is left as OBS has it', () => {
  expect(transitionOf({ transition: undefined, duration: ' ' })).toEqual({})
  expect(transitionOf({ transition: 'Fade', duration: '700' })).toEqual({ transition: 'Fade', duration_ms: 700 })
})

test.each(['49', '20001', '1.5', '-300', 'fast'])('%p is no duration', (duration) => {
  expect(transitionOf({ transition: undefined, duration })).toBeUndefined()
})
