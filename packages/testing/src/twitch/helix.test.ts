import { describe, expect, test } from 'bun:test'
import { fakeClock } from '../fake-clock.ts'
import { fakeTwitch } from './fake-twitch.ts'
import { helix } from './test-client.ts'

const live = { id: '9001', title: 'On air', started_at: '2026-03-01T20:00:00Z' }

describe('who asks', () => {
  test('needs a token that is good, and the client id that it belongs to', async () => {
    await using twitch = await fakeTwitch()
    const { accessToken } = twitch.signedInTokens()
    const none = await fetch(`${twitch.helixUrl}/users`, { headers: { 'client-id': twitch.clientId } })
    expect({ status: none.status, body: await none.json() }).toEqual({
      status: 401,
      body: { error: 'Unauthorized', status: 401, message: 'OAuth token is missing' },
    })
    expect(await (await helix(twitch, 'made-up', '/users')).json()).toMatchObject({ message: 'Invalid OAuth token' })
    const other = await helix({ ...twitch, clientId: 'other' }, accessToken, '/users')
    expect(await other.json()).toMatchObject({ message: 'Client ID and OAuth token do not match' })
  })

  test('is told which scope is missing', async () => {
    await using twitch = await fakeTwitch()
    const { accessToken } = twitch.signedInTokens(['bits:read'])
    const path = '/channels?broadcaster_id=1337'
    const response = await helix(twitch, accessToken, path, { method: 'PATCH', body: { title: 'New' } })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ message: 'Missing scope: channel:manage:broadcast' })
  })

  test('may act on the own channel only', async () => {
    await using twitch = await fakeTwitch()
    const { accessToken } = twitch.signedInTokens()
    expect((await helix(twitch, accessToken, '/goals?broadcaster_id=1003')).status).toBe(401)
    expect((await helix(twitch, accessToken, '/goals')).status).toBe(400)
  })
})

describe('the channel', () => {
  test('is read, changed, and read changed', async () => {
    await using twitch = await fakeTwitch()
    const { accessToken } = twitch.signedInTokens()
    const path = '/channels?broadcaster_id=1337'
    const body = { title: 'New title', game_id: '509658', tags: ['English'] }
    expect((await helix(twitch, accessToken, path, { method: 'PATCH', body })).status).toBe(204)
    expect(await (await helix(twitch, accessToken, path)).json()).toMatchObject({
      data: [
        {
          broadcaster_id: '1337',
          broadcaster_login: 'cool_streamer',
          title: 'New title',
          game_id: '509658',
          game_name: 'Just Chatting',
          broadcaster_language: 'en',
          tags: ['English'],
        },
      ],
    })
    const refused = await helix(twitch, accessToken, path, { method: 'PATCH', body: { title: '' } })
    expect(refused.status).toBe(400)
    expect(twitch.channel.title).toBe('New title')
  })

  test('is live when it is said to be', async () => {
    await using twitch = await fakeTwitch()
    const { accessToken } = twitch.signedInTokens()
    const streams = async () => (await helix(twitch, accessToken, '/streams?user_id=1337')).json()
    expect(await streams()).toEqual({ data: [], pagination: {} })
    twitch.setLive(live)
    expect(await streams()).toMatchObject({ data: [{ ...live, user_id: '1337', type: 'live' }] })
    twitch.setLive(null)
    expect(await streams()).toMatchObject({ data: [] })
  })

  test('has people, categories, goals and followers', async () => {
    await using twitch = await fakeTwitch()
    const { accessToken } = twitch.signedInTokens()
    const get = async (path: string) => (await helix(twitch, accessToken, path)).json()
    expect(await get('/users')).toMatchObject({ data: [{ id: '1337', login: 'cool_streamer' }] })
    expect(await get('/users?login=viewer_one')).toMatchObject({ data: [{ id: '1001', display_name: 'Viewer_One' }] })
    expect(await get('/users?login=nobody')).toEqual({ data: [] })
    expect(await get('/search/categories?query=firered')).toMatchObject({ data: [{ id: '490100' }] })
    const goal = { id: 'goal-1', type: 'follower', description: 'More', current_amount: 1, target_amount: 10 }
    twitch.setGoals([goal])
    expect(await get('/goals?broadcaster_id=1337')).toMatchObject({ data: [{ ...goal, broadcaster_id: '1337' }] })
    twitch.setFollowers(12)
    expect(await get('/channels/followers?broadcaster_id=1337')).toMatchObject({ total: 12 })
  })

  test('is clipped and shouts out only while it is live, and not too often', async () => {
    const clock = fakeClock()
    await using twitch = await fakeTwitch({ clock })
    const { accessToken } = twitch.signedInTokens()
    const clip = () => helix(twitch, accessToken, '/clips?broadcaster_id=1337', { method: 'POST' })
    const shoutout = (to: string) => {
      const path = `/chat/shoutouts?from_broadcaster_id=1337&to_broadcaster_id=${to}&moderator_id=1337`
      return helix(twitch, accessToken, path, { method: 'POST' })
    }
    expect((await clip()).status).toBe(404)
    expect((await shoutout('1003')).status).toBe(400)
    twitch.setLive(live)
    const clipped = await clip()
    expect(clipped.status).toBe(202)
    expect(await clipped.json()).toMatchObject({ data: [{ edit_url: expect.stringContaining('/edit') }] })
    expect((await shoutout('1003')).status).toBe(204)
    expect((await shoutout('1001')).status).toBe(429)
    await clock.advance(120_000)
    expect((await shoutout('1003')).status).toBe(429)
    expect((await shoutout('1001')).status).toBe(204)
  })

  test('announces', async () => {
    await using twitch = await fakeTwitch()
    const { accessToken } = twitch.signedInTokens()
    const announce = (body: unknown) =>
      helix(twitch, accessToken, '/chat/announcements?broadcaster_id=1337&moderator_id=1337', { method: 'POST', body })
    expect((await announce({ message: 'Hello', color: 'purple' })).status).toBe(204)
    expect((await announce({ message: 'Hello', color: 'mauve' })).status).toBe(400)
    expect(twitch.calls.at(-2)).toEqual({
      method: 'POST',
      path: '/chat/announcements',
      query: { broadcaster_id: '1337', moderator_id: '1337' },
      body: { message: 'Hello', color: 'purple' },
    })
  })
})

describe('a bad hour', () => {
  test('an empty bucket says when it is full again', async () => {
    const clock = fakeClock()
    await using twitch = await fakeTwitch({ clock })
    const { accessToken } = twitch.signedInTokens()
    twitch.limit(1, { resetAfterSeconds: 7 })
    const refused = await helix(twitch, accessToken, '/users')
    expect(refused.status).toBe(429)
    expect(refused.headers.get('ratelimit-limit')).toBe('800')
    expect(refused.headers.get('ratelimit-remaining')).toBe('0')
    expect(refused.headers.get('ratelimit-reset')).toBe(String(clock.now() / 1000 + 7))
    const taken = await helix(twitch, accessToken, '/users')
    expect({ status: taken.status, left: taken.headers.get('ratelimit-remaining') }).toEqual({ status: 200, left: '799' })
  })

  test('calls fail, or are never answered, as often as they are told to', async () => {
    await using twitch = await fakeTwitch()
    const { accessToken } = twitch.signedInTokens()
    twitch.fail(2, 500)
    const statuses: number[] = []
    for (let left = 3; left > 0; left -= 1) statuses.push((await helix(twitch, accessToken, '/users')).status)
    expect(statuses).toEqual([500, 500, 200])
    twitch.hang(1)
    const hanging = helix(twitch, accessToken, '/users').then(({ status }) => status)
    expect(await Promise.race([hanging, helix(twitch, accessToken, '/users').then(() => 'answered')])).toBe('answered')
    await twitch[Symbol.asyncDispose]()
    await hanging.catch(() => undefined)
  })
})
