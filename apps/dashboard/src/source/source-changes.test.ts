import { expect, test } from 'bun:test'
import { changedSources } from './source-changes.ts'

const ok = { name: 'twitch', state: 'ok', error: null } as const
const down = { name: 'twitch', state: 'down', error: 'connecting' } as const
const game = { name: 'ironmon', state: 'off', error: 'no game is connected' } as const

test('a source that is in another state has changed, one with another reason or a new one has not', () => {
  expect(changedSources([ok, game], [down, game])).toEqual([down])
  expect(changedSources([down], [{ ...down, error: 'still connecting' }])).toEqual([])
  expect(changedSources([], [ok, game])).toEqual([])
})
