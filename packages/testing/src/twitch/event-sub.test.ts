import { expect, test } from 'bun:test'
import { fakeTwitch } from './fake-twitch.ts'
import { sampleEvent } from './samples/samples.ts'
import { connect, subscribe } from './test-client.ts'

async function subscribed(type = 'stream.online') {
  const twitch = await fakeTwitch()
  const { accessToken } = twitch.signedInTokens()
  const client = connect(twitch.eventSubUrl)
  const session = await client.session()
  await subscribe(twitch, accessToken, session, type)
  return { twitch, client, session, accessToken, [Symbol.asyncDispose]: () => twitch[Symbol.asyncDispose]() }
}

test('a notification comes in the envelope of Twitch', async () => {
  await using one = await subscribed()
  const event = sampleEvent('stream.online', { id: '77' })
  const [id] = one.twitch.notify('stream.online', event)
  const { metadata, payload } = await one.client.next('notification')
  expect(metadata).toEqual({
    message_id: id ?? '',
    message_type: 'notification',
    message_timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/),
    subscription_type: 'stream.online',
    subscription_version: '1',
  })
  expect(payload.event).toEqual(event)
  expect(payload.subscription).toMatchObject({ type: 'stream.online', status: 'enabled' })
})

test('only sessions that are subscribed to the type hear of it', async () => {
  await using one = await subscribed()
  using other = connect(one.twitch.eventSubUrl)
  const session = await other.session()
  await subscribe(one.twitch, one.accessToken, session)
  expect(one.twitch.notify('stream.offline', {})).toEqual([])
  expect(one.twitch.notify('stream.online', {})).toHaveLength(2)
  expect(one.twitch.notify('stream.online', {}, { toSession: session })).toHaveLength(1)
  await other.count('notification', 2)
  await one.client.count('notification', 1)
})

test('a message is sent again with the same id, and with another time where that is asked for', async () => {
  await using one = await subscribed()
  one.twitch.notify('stream.online', { id: '1' }, { messageId: 'message-1' })
  one.twitch.repeat('message-1')
  one.twitch.repeat('message-1', { timestamp: '2020-01-01T00:00:00.000000000Z' })
  const [first, second, third] = await one.client.count('notification', 3)
  expect(second).toEqual(first)
  expect(third?.metadata).toMatchObject({ message_id: 'message-1', message_timestamp: '2020-01-01T00:00:00.000000000Z' })
  expect(third?.payload).toEqual(first?.payload)
  expect(() => one.twitch.repeat('nobody-knows')).toThrow('nobody-knows')
})

test('a revoked subscription is said to be, hears nothing more, and can be made anew', async () => {
  await using one = await subscribed()
  one.twitch.revoke('stream.online', 'authorization_revoked')
  const { metadata, payload } = await one.client.next('revocation')
  expect(metadata).toMatchObject({ message_type: 'revocation', subscription_type: 'stream.online' })
  expect(payload.subscription).toMatchObject({ type: 'stream.online', status: 'authorization_revoked' })
  expect(one.twitch.notify('stream.online', {})).toEqual([])
  expect((await subscribe(one.twitch, one.accessToken, one.session)).status).toBe(202)
  expect(one.twitch.subscriptions.map(({ status }) => status)).toEqual(['enabled'])
})

test('silence swallows everything on the sockets of now, until it speaks', async () => {
  await using one = await subscribed()
  one.twitch.silence()
  expect(one.twitch.notify('stream.online', { id: 'lost' })).toEqual([])
  one.twitch.speak()
  one.twitch.notify('stream.online', { id: 'heard' })
  expect((await one.client.next('notification')).payload.event).toEqual({ id: 'heard' })
})

test('what Twitch never sends can be sent as it stands', async () => {
  await using one = await subscribed()
  const { promise, resolve } = Promise.withResolvers<string>()
  one.client.socket.onmessage = ({ data }) => resolve(String(data))
  one.twitch.notify('stream.online', {}, { raw: '{"metadata":' })
  expect(await promise).toBe('{"metadata":')
})
