import { expect, test } from 'bun:test'
import { defaults, readOptions } from './options.ts'

const read = (query: string) => readOptions(new URLSearchParams(query))

test('without a query there are two rows, low in the middle', () => {
  expect(read('key=k')).toEqual({ options: { lines: 2, scale: 1, position: 'bottom' }, faults: [] })
})

test('what is asked for within its bounds is given', () => {
  expect(read('lines=3&scale=1.5&position=top')).toEqual({ options: { lines: 3, scale: 1.5, position: 'top' }, faults: [] })
})

test('a bad value is ignored, and said', () => {
  const { options, faults } = read('lines=4&scale=&position=left')
  expect(options).toEqual(defaults)
  expect(faults).toEqual([
    'lines is a whole number from 1 to 3, not "4"',
    'scale is a number from 0.5 to 2, not ""',
    'position is bottom or top, not "left"',
  ])
})
