import { expect, test } from 'bun:test'
import { fakeTwitch } from './fake-twitch.ts'
import { subscriptionTypes } from './subscription-types.ts'
import { connect, helix, subscribe } from './test-client.ts'

const path = '/eventsub/subscriptions'

test('every type can be subscribed to with its scopes, at no cost, and no other is known', async () => {
  await using twitch = await fakeTwitch()
  const { accessToken } = twitch.signedInTokens()
  using client = connect(twitch.eventSubUrl)
  const session = await client.session()
  for (const { type } of subscriptionTypes) expect((await subscribe(twitch, accessToken, session, type)).status).toBe(202)
  expect(twitch.subscriptions.map(({ type }) => type)).toEqual(subscriptionTypes.map(({ type }) => type))
  const listed = await (await helix(twitch, accessToken, path)).json()
  expect(listed).toMatchObject({ total: subscriptionTypes.length, total_cost: 0, max_total_cost: 10, pagination: {} })
  expect((await subscribe(twitch, accessToken, session, 'channel.ban')).status).toBe(400)
})

test('a subscription answers with what was made', async () => {
  await using twitch = await fakeTwitch()
  const { accessToken } = twitch.signedInTokens()
  using client = connect(twitch.eventSubUrl)
  const session = await client.session()
  expect(await (await subscribe(twitch, accessToken, session)).json()).toMatchObject({
    data: [
      {
        status: 'enabled',
        type: 'stream.online',
        version: '1',
        condition: { broadcaster_user_id: '1337' },
        transport: { method: 'websocket', session_id: session },
        cost: 0,
      },
    ],
    total: 1,
    total_cost: 0,
    max_total_cost: 10,
  })
})

test('a second one of the same is a conflict', async () => {
  await using twitch = await fakeTwitch()
  const { accessToken } = twitch.signedInTokens()
  using client = connect(twitch.eventSubUrl)
  const session = await client.session()
  await subscribe(twitch, accessToken, session)
  const again = await subscribe(twitch, accessToken, session)
  expect(again.status).toBe(409)
  expect(await again.json()).toEqual({ error: 'Conflict', status: 409, message: 'subscription already exists' })
})

test('a scope that was not granted, or somebody else’s channel, is forbidden', async () => {
  await using twitch = await fakeTwitch()
  const { accessToken } = twitch.signedInTokens(['user:read:chat'])
  using client = connect(twitch.eventSubUrl)
  const session = await client.session()
  const missing = await subscribe(twitch, accessToken, session, 'channel.cheer')
  expect(missing.status).toBe(403)
  expect(await missing.json()).toMatchObject({ message: 'subscription missing proper authorization' })
  const condition = { broadcaster_user_id: '1003', user_id: '1003' }
  const transport = { method: 'websocket', session_id: session }
  const body = { type: 'channel.chat.message', version: '1', condition, transport }
  expect((await helix(twitch, accessToken, path, { method: 'POST', body })).status).toBe(403)
})

test('a session that is gone takes no subscription', async () => {
  await using twitch = await fakeTwitch()
  const { accessToken } = twitch.signedInTokens()
  using client = connect(twitch.eventSubUrl)
  const session = await client.session()
  twitch.drop()
  await client.closed
  const refused = await subscribe(twitch, accessToken, session)
  expect(refused.status).toBe(400)
  expect(await refused.json()).toMatchObject({
    message: 'websocket transport session does not exist or has already disconnected',
  })
})

test('subscriptions die with their session, and are listed as such', async () => {
  await using twitch = await fakeTwitch()
  const { accessToken } = twitch.signedInTokens()
  using client = connect(twitch.eventSubUrl)
  await subscribe(twitch, accessToken, await client.session())
  twitch.drop()
  expect((await client.closed).code).toBe(1006)
  expect(twitch.subscriptions).toEqual([])
  const listed = await (await helix(twitch, accessToken, `${path}?status=websocket_disconnected`)).json()
  expect(listed).toMatchObject({ total: 1, data: [{ type: 'stream.online', status: 'websocket_disconnected' }] })
})

test('a deleted subscription hears nothing more', async () => {
  await using twitch = await fakeTwitch()
  const { accessToken } = twitch.signedInTokens()
  using client = connect(twitch.eventSubUrl)
  await subscribe(twitch, accessToken, await client.session())
  const [subscription] = twitch.subscriptions
  expect((await helix(twitch, accessToken, `${path}?id=${subscription?.id}`, { method: 'DELETE' })).status).toBe(204)
  expect((await helix(twitch, accessToken, `${path}?id=${subscription?.id}`, { method: 'DELETE' })).status).toBe(404)
  expect(twitch.notify('stream.online', {})).toEqual([])
})

test('channels that have not consented cost, up to ten', async () => {
  await using twitch = await fakeTwitch()
  const { accessToken } = twitch.signedInTokens()
  using client = connect(twitch.eventSubUrl)
  const transport = { method: 'websocket', session_id: await client.session() }
  const statuses: number[] = []
  for (let id = 1; id <= 11; id += 1) {
    const body = { type: 'stream.online', version: '1', condition: { broadcaster_user_id: String(id) }, transport }
    statuses.push((await helix(twitch, accessToken, path, { method: 'POST', body })).status)
  }
  expect(statuses).toEqual([...Array<number>(10).fill(202), 429])
})

test('a fourth connection takes no subscription', async () => {
  await using twitch = await fakeTwitch()
  const { accessToken } = twitch.signedInTokens()
  const statuses: number[] = []
  for (let left = 4; left > 0; left -= 1) {
    const session = await connect(twitch.eventSubUrl).session()
    statuses.push((await subscribe(twitch, accessToken, session)).status)
  }
  expect(statuses).toEqual([202, 202, 202, 429])
})
