import { describe, expect, test } from 'bun:test'
import { find, Pointer } from './pointer.ts'

// The document of RFC 6901 §5.
const document = {
  foo: ['bar', 'baz'],
  '': 0,
  'a/b': 1,
  'c%d': 2,
  'e^f': 3,
  'g|h': 4,
  'i\\j': 5,
  'k"l': 6,
  ' ': 7,
  'm~n': 8,
}

describe('a pointer', () => {
  test('finds what the RFC says that it finds', () => {
    const found: readonly [string, unknown][] = [
      ['/foo', ['bar', 'baz']],
      ['/foo/0', 'bar'],
      ['/', 0],
      ['/a~1b', 1],
      ['/c%d', 2],
      ['/e^f', 3],
      ['/g|h', 4],
      ['/i\\j', 5],
      ['/k"l', 6],
      ['/ ', 7],
      ['/m~0n', 8],
    ]
    for (const [pointer, value] of found) {
      expect(Pointer.safeParse(pointer).success).toBe(true)
      expect(find(document, pointer)).toEqual(value)
    }
    expect(find({ '~1': 'x' }, '/~01')).toBe('x')
  })

  test('finds nothing where there is nothing, past the end, within a text, and beside what is own', () => {
    for (const pointer of ['/no', '/foo/2', '/foo/-', '/foo/00', '/foo/+1', '/foo/length', '/foo/0/0', '/toString', '/__proto__'])
      expect(find(document, pointer)).toBeUndefined()
    for (const nothing of [undefined, null, 5, 'text', true]) expect(find(nothing, '/a')).toBeUndefined()
  })

  test('finds what is null, false or empty as it is', () => {
    expect(find({ a: null }, '/a')).toBeNull()
    expect(find({ a: false }, '/a')).toBe(false)
    expect(find({ a: '' }, '/a')).toBe('')
  })

  test('begins with a slash, and has ~0 and ~1 only', () => {
    for (const text of ['', 'foo', '#/foo', '/a~', '/a~2', `/${'a'.repeat(512)}`])
      expect(Pointer.safeParse(text).success).toBe(false)
  })
})
