import { expect, test } from 'bun:test'
import { nowPlayingOptions, readOptions } from '@landale/protocol'

const read = (query: string) => readOptions(nowPlayingOptions, new URLSearchParams(query))
const defaults = { theme: 'iron', scale: 1, position: 'bottom-left', mode: 'always' } as const

test('without a query the song stays, at the lower left', () => {
  expect(read('key=k')).toEqual({ options: defaults, faults: [] })
})

test('what is asked for is given', () => {
  expect(read('position=top-right&mode=announce').options).toEqual({ ...defaults, position: 'top-right', mode: 'announce' })
})

test('a bad value is ignored, and said', () => {
  const { options, faults } = read('position=middle&mode=')
  expect(options).toEqual(defaults)
  expect(faults).toEqual([
    'position is one of bottom-left, bottom-right, top-left, top-right, not "middle"',
    'mode is always or announce, not ""',
  ])
})
