import { describe, expect, test } from 'bun:test'
import { fakeClock } from '../fake-clock.ts'
import { type FakeTwitch, fakeTwitch } from './fake-twitch.ts'
import { deviceGrant } from './oauth.ts'
import { helix, post } from './test-client.ts'

type Device = { device_code: string; user_code: string; verification_uri: string; expires_in: number; interval: number }
type Pair = { access_token: string; refresh_token: string; expires_in: number; scope: string[]; token_type: string }

const begin = async (twitch: FakeTwitch, scopes = 'bits:read user:read:chat') =>
  (await (await post(twitch, '/device', { scopes })).json()) as Device
const poll = (twitch: FakeTwitch, code: string) =>
  post(twitch, '/token', { scopes: 'bits:read', device_code: code, grant_type: deviceGrant })
const refresh = (twitch: FakeTwitch, token: string) =>
  post(twitch, '/token', { grant_type: 'refresh_token', refresh_token: token })
const validate = (twitch: FakeTwitch, token: string) =>
  fetch(`${twitch.authUrl}/validate`, { headers: { authorization: `OAuth ${token}` } })
const failure = async (response: Response) => ({ status: response.status, body: await response.json() })

describe('the device code flow', () => {
  test('a code is pending until the streamer approves, and is good once', async () => {
    await using twitch = await fakeTwitch()
    const device = await begin(twitch)
    expect(device).toMatchObject({ expires_in: 1800, interval: 5 })
    expect(device.verification_uri).toContain(device.user_code)
    expect(twitch.pendingCodes).toEqual([device.user_code])
    const pending = { status: 400, body: { status: 400, message: 'authorization_pending' } }
    expect(await failure(await poll(twitch, device.device_code))).toEqual(pending)
    twitch.approve()
    const granted = await poll(twitch, device.device_code)
    const pair = (await granted.json()) as Pair
    expect(pair).toMatchObject({ expires_in: 14_400, scope: ['bits:read', 'user:read:chat'], token_type: 'bearer' })
    const used = { status: 400, body: { status: 400, message: 'invalid device code' } }
    expect(await failure(await poll(twitch, device.device_code))).toEqual(used)
    expect((await validate(twitch, pair.access_token)).status).toBe(200)
  })

  test('a code that is denied, or whose half an hour is over, is invalid', async () => {
    const clock = fakeClock()
    await using twitch = await fakeTwitch({ clock })
    const denied = await begin(twitch)
    twitch.deny()
    expect(await failure(await poll(twitch, denied.device_code))).toMatchObject({ body: { message: 'invalid device code' } })
    const late = await begin(twitch)
    await clock.advance(1_800_000)
    twitch.approve()
    expect(await failure(await poll(twitch, late.device_code))).toMatchObject({ body: { message: 'invalid device code' } })
  })

  test('only what the streamer consents to is granted', async () => {
    await using twitch = await fakeTwitch({ scopes: ['bits:read'] })
    const { device_code } = await begin(twitch)
    twitch.approve()
    expect(await (await poll(twitch, device_code)).json()).toMatchObject({ scope: ['bits:read'] })
  })

  test('another client id is told so', async () => {
    await using twitch = await fakeTwitch()
    const response = await post(twitch, '/device', { client_id: 'somebody-else', scopes: '' })
    expect(await failure(response)).toEqual({ status: 400, body: { status: 400, message: 'invalid client' } })
  })
})

describe('tokens', () => {
  test('an access token runs out by the clock', async () => {
    const clock = fakeClock()
    await using twitch = await fakeTwitch({ clock, tokenLifetimeSeconds: 60 })
    const { accessToken } = twitch.signedInTokens()
    const { expires_in } = (await (await validate(twitch, accessToken)).json()) as { expires_in: number }
    expect(expires_in).toBe(60)
    await clock.advance(60_000)
    const gone = { status: 401, body: { status: 401, message: 'invalid access token' } }
    expect(await failure(await validate(twitch, accessToken))).toEqual(gone)
    expect((await helix(twitch, accessToken, '/users')).status).toBe(401)
    expect(twitch.validations).toBe(2)
  })

  test('a refresh token is good once, and for thirty days', async () => {
    const clock = fakeClock()
    await using twitch = await fakeTwitch({ clock })
    const first = twitch.signedInTokens(['bits:read'])
    const second = (await (await refresh(twitch, first.refreshToken)).json()) as Pair
    expect(second).toMatchObject({ scope: ['bits:read'] })
    const invalid = { status: 400, body: { status: 400, message: 'Invalid refresh token' } }
    expect(await failure(await refresh(twitch, first.refreshToken))).toEqual(invalid)
    await clock.advance(30 * 24 * 3_600_000)
    expect(await failure(await refresh(twitch, second.refresh_token))).toEqual(invalid)
  })

  test('refreshes at one time are counted, and only one of them succeeds', async () => {
    const clock = fakeClock()
    await using twitch = await fakeTwitch({ clock })
    twitch.refreshDelayMs = 1000
    const { refreshToken } = twitch.signedInTokens()
    const both = [refresh(twitch, refreshToken), refresh(twitch, refreshToken)]
    while (twitch.refreshes < 2) await clock.advance(0)
    await clock.advance(1000)
    const statuses = (await Promise.all(both)).map(({ status }) => status)
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 400])
    expect({ refreshes: twitch.refreshes, atOnce: twitch.concurrentRefreshes }).toEqual({ refreshes: 2, atOnce: 2 })
  })

  test('expiring takes the access tokens, revoking the refresh tokens as well', async () => {
    await using twitch = await fakeTwitch()
    const { accessToken, refreshToken } = twitch.signedInTokens()
    twitch.expireTokens()
    expect((await validate(twitch, accessToken)).status).toBe(401)
    const next = (await (await refresh(twitch, refreshToken)).json()) as Pair
    twitch.revokeTokens()
    expect((await validate(twitch, next.access_token)).status).toBe(401)
    expect((await refresh(twitch, next.refresh_token)).status).toBe(400)
  })

  test('a client may revoke its token, once', async () => {
    await using twitch = await fakeTwitch()
    const { accessToken: token } = twitch.signedInTokens()
    expect((await post(twitch, '/revoke', { token })).status).toBe(200)
    expect((await post(twitch, '/revoke', { token })).status).toBe(400)
    expect((await validate(twitch, token)).status).toBe(401)
  })

  test('every secret bears the mark, and is kept for the test that looks for it', async () => {
    await using twitch = await fakeTwitch({ secrets: 'marked-' })
    const { device_code, user_code } = await begin(twitch)
    const { accessToken, refreshToken } = twitch.signedInTokens()
    expect(twitch.issued).toEqual({
      accessTokens: [accessToken],
      refreshTokens: [refreshToken],
      deviceCodes: [device_code],
      userCodes: [user_code],
    })
    for (const secret of Object.values(twitch.issued).flat()) expect(secret).toStartWith('marked-')
  })

  test('a sign-in that has a bad hour answers again after it', async () => {
    await using twitch = await fakeTwitch()
    const { accessToken } = twitch.signedInTokens()
    twitch.failSignIn(1)
    expect((await validate(twitch, accessToken)).status).toBe(503)
    expect((await validate(twitch, accessToken)).status).toBe(200)
  })
})
