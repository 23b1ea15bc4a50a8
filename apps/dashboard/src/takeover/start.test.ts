import { expect, test } from 'bun:test'
import { canStart, maxMessage, startOf } from './start.ts'

test('a cover has a message and an end where they were given', () => {
  expect(startOf('please-stand-by', { message: ' Back soon. ', minutes: 5 })).toEqual({
    kind: 'please-stand-by',
    message: 'Back soon.',
    duration_ms: 300_000,
  })
  expect(startOf('screen-cover', { message: '  ', minutes: undefined })).toEqual({ kind: 'screen-cover' })
})

test('a message is no longer than the server takes', () => {
  expect(startOf('custom', { message: 'x'.repeat(400), minutes: undefined }).message).toBe('x'.repeat(maxMessage))
})

test('a message alone is a cover where there is one', () => {
  expect([' ', 'Hello'].map((message) => canStart('custom', { message, minutes: undefined }))).toEqual([false, true])
  expect(canStart('technical-difficulties', { message: '', minutes: undefined })).toBe(true)
})
