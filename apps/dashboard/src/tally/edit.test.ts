import { expect, test } from 'bun:test'
import { agreeTo, beginEdit, isConflict, settleEdit } from './edit.ts'

const range = { min: 0, max: 1_000 }

test('a number that nobody else has touched is set', () => {
  const edit = { ...beginEdit(4), draft: ' 12 ' }
  expect(settleEdit(edit, 4, range)).toEqual({ kind: 'set', value: 12 })
})

test('one that was changed elsewhere meanwhile is asked about, and set once that was seen', () => {
  const edit = { ...beginEdit(4), draft: '12' }
  expect(isConflict(edit, 7)).toBe(true)
  expect(settleEdit(edit, 7, range)).toEqual({ kind: 'ask', value: 12, current: 7 })
  const agreed = agreeTo(edit, 7)
  expect(settleEdit(agreed, 7, range)).toEqual({ kind: 'set', value: 12 })
  expect(settleEdit(agreed, 8, range)).toEqual({ kind: 'ask', value: 12, current: 8 })
})

test('where both have typed the same there is nothing to ask', () => {
  expect(settleEdit({ base: 4, draft: '7' }, 7, range)).toEqual({ kind: 'same' })
})

test.each(['', '  ', 'x', '1.5', '-1', '1001'])('%p is no value', (draft) => {
  expect(settleEdit({ base: 4, draft }, 4, range)).toEqual({ kind: 'invalid' })
})
