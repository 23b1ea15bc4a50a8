import { expect, test } from 'bun:test'
import { absenceOf } from './absence.ts'

test.each([
  ['OBS_URL is none', 'turned_off'],
  ['wrong password: set OBS_PASSWORD', 'wrong_password'],
  ['OBS has ended the session; restart Landale to connect again', 'ended'],
  ['OBS does not answer at 127.0.0.1:4455', 'not_there'],
  ['OBS does not answer at 127.0.0.1:4455: what it says is not understood', 'not_understood'],
  ['the connection to OBS was lost: socket closed (1006)', 'not_there'],
  ['connecting', 'not_there'],
] as const)('%p is %p', (reason, absence) => {
  expect(absenceOf(reason)).toBe(absence)
})
