import { expect, test } from 'bun:test'
import { chatOptions, readOptions } from '@landale/protocol'

const read = (query: string) => readOptions(chatOptions, new URLSearchParams(query))
const defaults = { theme: 'iron', limit: 12, fade: 0, lines: 4, scale: 1, position: 'left' } as const

test('without a query everything is as it is by default', () => {
  expect(read('key=k')).toEqual({ options: defaults, faults: [] })
})

test('what is asked for within its bounds is given', () => {
  expect(read('limit=30&fade=7.5&lines=1&scale=0.5&position=right')).toEqual({
    options: { theme: 'iron', limit: 30, fade: 7.5, lines: 1, scale: 0.5, position: 'right' },
    faults: [],
  })
})

test('a bad value is ignored, and said', () => {
  const { options, faults } = read('limit=0&fade=-1&lines=2.5&scale=Infinity&position=top')
  expect(options).toEqual(defaults)
  expect(faults).toEqual([
    'limit is a whole number from 1 to 30, not "0"',
    'fade is a number from 0 to 86400, not "-1"',
    'lines is a whole number from 1 to 8, not "2.5"',
    'position is left or right, not "top"',
    'scale is a number from 0.5 to 2, not "Infinity"',
  ])
})

test('an empty value is a bad one', () => {
  expect(read('limit=&fade=%20').faults).toHaveLength(2)
})
