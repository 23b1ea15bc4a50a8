import { expect, test } from 'bun:test'
import { isSetUp } from './set-up.ts'

test('Twitch is set up where its source does not ask for the client’s id', () => {
  expect(isSetUp('TWITCH_CLIENT_ID is not set; see .env.example')).toBe(false)
  expect(isSetUp('nobody is signed in')).toBe(true)
  expect(isSetUp(null)).toBe(true)
  expect(isSetUp(undefined)).toBe(false)
})
