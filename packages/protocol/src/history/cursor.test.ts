import { expect, test } from 'bun:test'
import { encodeCursor, parseCursor } from './cursor.ts'

test('is read back as it was written', () => {
  for (const cursor of [
    { position: 1, at: 0 },
    { position: 123_456_789, at: Date.parse('2026-03-01T20:00:00.123Z') },
    { position: 999_999_999_999_999, at: Date.parse('9999-12-31T23:59:59.999Z') },
  ])
    expect(parseCursor(encodeCursor(cursor))).toEqual(cursor)
})

test('is nothing else', () => {
  for (const text of [
    '',
    '-',
    '1',
    '1-',
    '-1',
    '1-2-3',
    '1--2',
    '-1-2',
    '+1-2',
    ' 1-2',
    '1-2 ',
    '1-2\n',
    '1.5-2',
    '1e3-2',
    '0x1-2',
    '१-२',
    '１-２',
    'NaN-NaN',
    '1-Infinity',
    "1-2' or 1=1",
    '1\0-2',
    `1-${'9'.repeat(16)}`,
    `${'9'.repeat(16)}-1`,
    `${'1'.repeat(1_000_000)}-1`,
  ])
    expect({ text, cursor: parseCursor(text) }).toEqual({ text, cursor: undefined })
})

test('names no time beyond the year 9999, which neither ISO 8601 nor a database writes in four digits', () => {
  expect(parseCursor('1-253402300799999')).toEqual({ position: 1, at: 253_402_300_799_999 })
  expect(parseCursor('1-253402300800000')).toBeUndefined()
  expect(parseCursor('1-999999999999999')).toBeUndefined()
})
