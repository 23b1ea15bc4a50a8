import { describe, expect, test } from 'bun:test'
import { fakeClock } from '../fake-clock.ts'
import { type FakeTwitch, fakeTwitch } from './fake-twitch.ts'
import { connect, subscribe, type TestClient } from './test-client.ts'

async function timed(query = '') {
  const clock = fakeClock()
  const twitch = await fakeTwitch({ clock })
  const { accessToken } = twitch.signedInTokens()
  const client = connect(`${twitch.eventSubUrl}${query}`)
  const session = await client.session()
  await subscribe(twitch, accessToken, session)
  return { clock, twitch, client, session, accessToken, [Symbol.asyncDispose]: () => twitch[Symbol.asyncDispose]() }
}

const reconnectUrl = async (client: TestClient): Promise<string> =>
  (await client.next('session_reconnect')).payload.session?.reconnect_url ?? ''
const idsOf = async (client: TestClient, count: number) =>
  (await client.count('notification', count)).map(({ metadata }) => metadata.message_id)
const say = (twitch: FakeTwitch, messageId: string) => twitch.notify('stream.online', {}, { messageId })

describe('a connection', () => {
  test('is welcomed with its session and the keepalive that it asked for, within the limits', async () => {
    await using twitch = await fakeTwitch({ keepaliveSeconds: 15 })
    const keepalives: (number | null | undefined)[] = []
    for (const query of [
      '',
      '?keepalive_timeout_seconds=30',
      '?keepalive_timeout_seconds=1',
      '?keepalive_timeout_seconds=9999',
    ]) {
      using client = connect(`${twitch.eventSubUrl}${query}`)
      const { payload } = await client.next('session_welcome')
      expect(payload.session).toMatchObject({ status: 'connected', reconnect_url: null })
      keepalives.push(payload.session?.keepalive_timeout_seconds)
    }
    expect(keepalives).toEqual([15, 30, 10, 600])
  })

  test('gets a keepalive only when nothing else came for as long as was agreed', async () => {
    await using one = await timed('?keepalive_timeout_seconds=20')
    await one.clock.advance(19_000)
    one.twitch.notify('stream.online', {})
    await one.clock.advance(19_999)
    await one.client.count('notification', 1)
    expect(one.client.messages.filter(({ metadata }) => metadata.message_type === 'session_keepalive')).toEqual([])
    await one.clock.advance(1)
    expect((await one.client.next('session_keepalive')).payload).toEqual({})
    await one.clock.advance(40_000)
    await one.client.count('session_keepalive', 3)
  })

  test('that subscribes to nothing is closed after ten seconds', async () => {
    const clock = fakeClock()
    await using twitch = await fakeTwitch({ clock, keepaliveSeconds: 60 })
    using client = connect(twitch.eventSubUrl)
    await client.session()
    await clock.advance(10_000)
    expect(await client.closed).toEqual({ code: 4003, reason: 'connection unused' })
  })

  test('that says anything is closed', async () => {
    await using one = await timed()
    one.client.socket.send('hello')
    expect((await one.client.closed).code).toBe(4001)
  })

  test('is closed with the code that is asked for', async () => {
    await using one = await timed()
    one.twitch.close(4000)
    expect(await one.client.closed).toEqual({ code: 4000, reason: 'internal server error' })
  })

  test('leaves nothing behind: neither a socket nor a timer', async () => {
    const clock = fakeClock()
    const twitch = await fakeTwitch({ clock })
    const { accessToken } = twitch.signedInTokens()
    const client = connect(twitch.eventSubUrl)
    await subscribe(twitch, accessToken, await client.session())
    twitch.reconnect()
    await client.next('session_reconnect')
    expect(twitch.sockets).toMatchObject([{ status: 'reconnecting' }])
    await twitch[Symbol.asyncDispose]()
    await client.closed
    expect({ ...twitch.connections, timers: clock.waiting }).toEqual({ opened: 1, closed: 1, timers: 0 })
  })
})

describe('a handover', () => {
  test('carries the subscriptions to the new connection, and what follows goes there only', async () => {
    await using one = await timed()
    one.twitch.reconnect()
    const url = await reconnectUrl(one.client)
    expect(new URL(url).search).toContain('challenge=')
    const release = one.twitch.holdWelcome()
    using next = connect(url)
    while (one.twitch.sockets.length < 2) await one.clock.advance(0)
    say(one.twitch, 'before')
    expect(await idsOf(one.client, 1)).toEqual(['before'])
    release()
    expect(await next.session()).toBe(one.session)
    say(one.twitch, 'after')
    expect(await idsOf(next, 1)).toEqual(['after'])
    expect(one.twitch.sockets.map(({ status }) => status)).toEqual(['replaced', 'connected'])
    one.client.socket.close()
    await one.client.closed
    say(one.twitch, 'later')
    expect(await idsOf(next, 2)).toEqual(['after', 'later'])
    expect(await idsOf(one.client, 1)).toEqual(['before'])
    expect(one.twitch.subscriptions).toHaveLength(1)
  })

  test('that the client does not take ends the session after thirty seconds', async () => {
    await using one = await timed('?keepalive_timeout_seconds=60')
    one.twitch.reconnect()
    await one.client.next('session_reconnect')
    await one.clock.advance(29_999)
    expect(say(one.twitch, 'still')).toEqual(['still'])
    await one.clock.advance(1)
    expect((await one.client.closed).code).toBe(4004)
    expect(one.twitch.subscriptions).toEqual([])
  })

  test('is open to the exact address only, and once', async () => {
    await using one = await timed()
    one.twitch.reconnect()
    const url = await reconnectUrl(one.client)
    using wrong = connect(`${url}x`)
    expect((await wrong.closed).code).toBe(4007)
    using forged = connect(`${one.twitch.eventSubUrl}?challenge=made-up&id=${one.session}`)
    expect((await forged.closed).code).toBe(4007)
    using right = connect(url)
    await right.session()
    using again = connect(url)
    expect((await again.closed).code).toBe(4007)
  })

  test('survives an old connection that goes first, without what was sent in between', async () => {
    await using one = await timed()
    one.twitch.reconnect()
    const url = await reconnectUrl(one.client)
    one.client.socket.close()
    await one.client.closed
    expect(say(one.twitch, 'lost')).toEqual([])
    using next = connect(url)
    await next.session()
    say(one.twitch, 'heard')
    expect(await idsOf(next, 1)).toEqual(['heard'])
  })

  test('is tried again where the new connection breaks before its welcome', async () => {
    await using one = await timed()
    one.twitch.reconnect()
    const url = await reconnectUrl(one.client)
    const release = one.twitch.holdWelcome()
    const broken = connect(url)
    while (one.twitch.sockets.length < 2) await one.clock.advance(0)
    broken.socket.close()
    await broken.closed
    while (one.twitch.sockets.length > 1) await one.clock.advance(0)
    release()
    using next = connect(url)
    expect(await next.session()).toBe(one.session)
  })

  test('closes the old connection by itself where the client does not', async () => {
    await using one = await timed('?keepalive_timeout_seconds=60')
    one.twitch.reconnect()
    using next = connect(await reconnectUrl(one.client))
    await next.session()
    await one.clock.advance(30_000)
    expect((await one.client.closed).code).toBe(4004)
    expect(say(one.twitch, 'on')).toEqual(['on'])
  })

  test('can follow on a handover', async () => {
    await using one = await timed()
    let client = one.client
    for (let left = 3; left > 0; left -= 1) {
      one.twitch.reconnect(one.session)
      const next = connect(await reconnectUrl(client))
      expect(await next.session()).toBe(one.session)
      client.socket.close()
      await client.closed
      client = next
    }
    say(one.twitch, 'here')
    expect(await idsOf(client, 1)).toEqual(['here'])
    while (one.twitch.connections.closed < 3) await one.clock.advance(0)
    expect(one.twitch.connections).toEqual({ opened: 4, closed: 3 })
  })
})
