import { expect, test } from 'bun:test'
import { withTags } from './tags.ts'

test('what is typed becomes tags, each once', () => {
  expect(withTags(['English'], ' #IronMON, kaizo  english ')).toEqual(['English', 'IronMON', 'kaizo'])
  expect(withTags(['English'], ' , ')).toEqual(['English'])
})
