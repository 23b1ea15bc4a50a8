import { expect, test } from 'bun:test'
import { captionsOptions, readOptions } from '@landale/protocol'

const read = (query: string) => readOptions(captionsOptions, new URLSearchParams(query))
const defaults = { theme: 'iron', lines: 2, scale: 1, position: 'bottom' } as const

test('without a query there are two rows, low in the middle', () => {
  expect(read('key=k')).toEqual({ options: defaults, faults: [] })
})

test('what is asked for within its bounds is given', () => {
  expect(read('lines=3&scale=1.5&position=top')).toEqual({
    options: { theme: 'iron', lines: 3, scale: 1.5, position: 'top' },
    faults: [],
  })
})

test('a bad value is ignored, and said', () => {
  const { options, faults } = read('lines=4&scale=&position=left')
  expect(options).toEqual(defaults)
  expect(faults).toEqual([
    'lines is a whole number from 1 to 3, not "4"',
    'position is bottom or top, not "left"',
    'scale is a number from 0.5 to 2, not ""',
  ])
})
