import { expect, test } from 'bun:test'
import { defaults, readOptions } from './options.ts'

const read = (query: string) => readOptions(new URLSearchParams(query))

test('without a query the song stays, at the lower left', () => {
  expect(read('key=k')).toEqual({ options: { position: 'bottom-left', mode: 'always' }, faults: [] })
})

test('what is asked for is given', () => {
  expect(read('position=top-right&mode=announce').options).toEqual({ position: 'top-right', mode: 'announce' })
})

test('a bad value is ignored, and said', () => {
  const { options, faults } = read('position=middle&mode=')
  expect(options).toEqual(defaults)
  expect(faults).toEqual([
    'position is one of bottom-left, bottom-right, top-left, top-right, not "middle"',
    'mode is one of always, announce, not ""',
  ])
})
