import { expect, test } from 'bun:test'
import type { TwitchState } from '@landale/protocol'
import { neededScope, standingOf } from './standing.ts'

const nobody: TwitchState = { account: null, sign_in: null, scopes: [], missing_scopes: [], subscriptions: [] }
const account = { id: '1', login: 'streamer', name: 'Streamer' }
const unset = { error: 'TWITCH_CLIENT_ID is not set; see .env.example' }

test('what is missing is said in the order that it is set up in', () => {
  expect(standingOf(undefined, undefined).kind).toBe('unknown')
  expect(standingOf(unset, nobody)).toEqual({ kind: 'not_set_up', reason: unset.error })
  expect(standingOf({ error: null }, nobody).kind).toBe('not_signed_in')
  expect(standingOf({ error: null }, { ...nobody, account }).kind).toBe('not_granted')
  expect(standingOf({ error: null }, { ...nobody, account, scopes: [neededScope] }).kind).toBe('ready')
})
