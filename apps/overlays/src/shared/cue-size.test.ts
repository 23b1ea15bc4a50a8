import { expect, test } from 'bun:test'
import { sizeOf } from './cue-size.ts'

test('a cue is as large as its rule says, and the background stays small whatever it says', () => {
  expect((['nod', 'cheer', 'room'] as const).map((size) => sizeOf({ layer: 'foreground', size }))).toEqual([
    'nod',
    'cheer',
    'room',
  ])
  expect(sizeOf({ layer: 'background', size: 'room' })).toBe('nod')
})
