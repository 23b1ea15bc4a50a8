import { expect, test } from 'bun:test'
import type { TwitchState } from '@landale/protocol'
import { hear, parseOffer, type SignIn, typedAddress } from './sign-in.ts'

const offer = { userCode: 'ABCDEFGH', address: 'https://www.twitch.tv/activate?device-code=ABCDEFGH', expiresAt: 9_000 }
const nobody: TwitchState = { account: null, sign_in: null, scopes: [], missing_scopes: [], subscriptions: [] }
const streamer: TwitchState = { ...nobody, account: { id: '1', login: 'me', name: 'Me' }, scopes: ['bits:read'] }
const waiting = (twitch: TwitchState, expires_at = 9_000) => ({ ...twitch, sign_in: { expires_at } })
const offered = (before: TwitchState): SignIn => ({ kind: 'offered', offer, before })
const outcome = (signIn: SignIn) => (signIn.kind === 'over' ? signIn.outcome : signIn.kind)

test('a code stays while its sign-in waits', () => {
  const state = offered(nobody)
  expect(hear(state, waiting(nobody))).toBe(state)
})

test('it is over by being signed in, or by not being so', () => {
  expect(outcome(hear(offered(nobody), streamer))).toBe('signed_in')
  expect(outcome(hear(offered(nobody), nobody))).toBe('ended')
})

test('signing in again says that there is more, or somebody else, or that nothing has changed', () => {
  expect(outcome(hear(offered(streamer), { ...streamer, scopes: ['bits:read', 'clips:edit'] }))).toBe('signed_in')
  expect(outcome(hear(offered(streamer), { ...streamer, account: { id: '2', login: 'you', name: 'You' } }))).toBe('signed_in')
  expect(outcome(hear(offered(streamer), streamer))).toBe('unchanged')
})

test('a sign-in that another page has begun ends this one, and its code with it', () => {
  const state = hear(offered(nobody), waiting(nobody, 12_000))
  expect(outcome(state)).toBe('replaced')
  expect(JSON.stringify(state)).not.toContain(offer.userCode)
})

test('an outcome is said until the account is another one', () => {
  const over = hear(offered(nobody), streamer)
  expect(hear(over, streamer)).toBe(over)
  expect(hear(over, nobody)).toEqual({ kind: 'none' })
})

test('an answer is taken where its address is a page, and by nothing else', () => {
  const reply = { user_code: offer.userCode, verification_uri: offer.address, expires_at: 9_000 }
  expect(parseOffer(reply)).toEqual(offer)
  expect(parseOffer({ ...reply, verification_uri: 'javascript:alert(1)' })).toBeUndefined()
  expect(parseOffer({ ...reply, verification_uri: 'not an address' })).toBeUndefined()
  for (const missing of Object.keys(reply)) expect(parseOffer({ ...reply, [missing]: undefined })).toBeUndefined()
  expect(parseOffer(null)).toBeUndefined()
})

test('an address is shown as it is typed', () => {
  expect(typedAddress(offer.address)).toBe('www.twitch.tv/activate')
})
