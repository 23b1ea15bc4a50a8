import { describe, expect, test } from 'bun:test'
import type { Event } from '@landale/protocol'
import { fakeClock } from '@landale/testing/fake-clock'
import { criticalTypes, otherTypes } from '@/ingest/twitch/event-sub/subscriptions.ts'
import { api, serverProcess, temporaryFolder } from './fixture.ts'
import { keepSignIn, type Listening, listening, twitchEnvironment, twitchHere, until } from './twitch.ts'

const typeCount = criticalTypes.length + otherTypes.length
const limitMs = 60_000

const follow = (n: number) => ({
  user_id: String(1_000 + n),
  user_login: `viewer_${n}`,
  user_name: `Viewer_${n}`,
  broadcaster_user_id: '1337',
  broadcaster_user_login: 'cool_streamer',
  broadcaster_user_name: 'Cool_Streamer',
  followed_at: '2026-03-01T20:00:00Z',
})

const numbers = (events: readonly Event[]) =>
  events
    .filter(({ type }) => type === 'channel.followed')
    .map(({ payload }) => Number((payload.user as { id: string }).id) - 1_000)

const upTo = (count: number) => Array.from({ length: count }, (_, n) => n)

const isUp = (here: Listening) => () => here.status().state === 'ok'
const holds = (here: Listening, count: number) => async () => numbers(await here.events()).length >= count

describe('EventSub', () => {
  test(
    'that falls silent is given up after the keepalive it named, and everything is subscribed to anew',
    async () => {
      const clock = fakeClock()
      await using twitch = await twitchHere({ clock })
      await using here = await listening(twitch, { clock })
      await until('it is subscribed', isUp(here))
      for (const n of upTo(3)) twitch.notify('channel.follow', follow(n))
      await until('three came', holds(here, 3))

      twitch.silence()
      expect(twitch.notify('channel.follow', follow(99))).toEqual([])
      await clock.advance(31_000)
      expect(here.status().state).toBe('ok')
      twitch.speak()
      await clock.advance(1_500)
      await until('it is subscribed again', isUp(here))
      expect(twitch.subscriptions).toHaveLength(typeCount)
      for (const n of [3, 4]) twitch.notify('channel.follow', follow(n))
      await until('five came', holds(here, 5))
      const events = await here.events()
      expect(numbers(events)).toEqual(upTo(5))
      expect(events.map(({ type }) => type).filter((type) => type.startsWith('connection.'))).toEqual([
        'connection.lost',
        'connection.restored',
      ])
    },
    limitMs,
  )

  test(
    'that is busy needs no keepalive: any frame says that it lives',
    async () => {
      const clock = fakeClock()
      await using twitch = await twitchHere({ clock })
      await using here = await listening(twitch, { clock })
      await until('it is subscribed', isUp(here))
      for (const n of upTo(60)) {
        await clock.advance(10_000)
        twitch.notify('channel.follow', follow(n))
        await until('it came', holds(here, n + 1))
      }
      expect(twitch.connections.opened).toBe(1)
    },
    limitMs,
  )

  test(
    'that ends abnormally is connected to again, with every subscription once',
    async () => {
      await using twitch = await twitchHere()
      await using here = await listening(twitch)
      await until('it is subscribed', isUp(here))
      for (const n of upTo(4)) {
        twitch.notify('channel.follow', follow(n))
        await until('it came', holds(here, n + 1))
        if (n % 2 === 0) twitch.drop()
        else twitch.close(4000)
        await until('it is known', () => here.status().state !== 'ok')
        await until('it is subscribed again', isUp(here))
        expect(twitch.subscriptions.map(({ type }) => type)).toHaveLength(typeCount)
      }
      expect(numbers(await here.events())).toEqual(upTo(4))
      expect(twitch.sockets).toHaveLength(1)
    },
    limitMs,
  )

  test(
    'that asks to move loses nothing and doubles nothing under 50 events a second',
    async () => {
      await using twitch = await twitchHere()
      await using here = await listening(twitch)
      await until('it is subscribed', isUp(here))
      let sent = 0
      const everyMs = 20
      const sending = setInterval(() => {
        if (twitch.notify('channel.follow', follow(sent)).length === 1) sent += 1
      }, everyMs)
      for (let move = 0; move < 4; move += 1) {
        const release = move % 2 === 1 ? twitch.holdWelcome() : undefined
        const before = twitch.connections.opened
        twitch.reconnect()
        await until('another connection stands', () => twitch.connections.opened === before + 1)
        const at = sent
        await until('events came meanwhile', () => sent >= at + 10)
        release?.()
        await until('events came after', () => sent >= at + 25)
      }
      clearInterval(sending)
      await until('all came', holds(here, sent))
      expect(numbers(await here.events())).toEqual(upTo(sent))
      expect(here.view().subscriptions.every(({ state }) => state === 'enabled')).toBe(true)
      // Nothing was subscribed to again: it came along.
      const made = twitch.calls.filter(({ method, path }) => method === 'POST' && path.includes('eventsub'))
      expect(made).toHaveLength(typeCount)
      await until('the old ones are closed', () => twitch.sockets.length === 1)
    },
    limitMs,
  )

  test(
    'that asks to move and fails to take the client in is connected to afresh',
    async () => {
      const clock = fakeClock()
      await using twitch = await twitchHere({ clock })
      await using here = await listening(twitch, { clock })
      await until('it is subscribed', isUp(here))
      const release = twitch.holdWelcome()
      twitch.reconnect()
      await until('another connection stands', () => twitch.connections.opened === 2)
      await clock.advance(16_000)
      release()
      await clock.advance(1_000)
      await until('it is subscribed again', () => twitch.connections.opened === 3 && here.status().state === 'ok')
      twitch.notify('channel.follow', follow(0))
      await until('it came', holds(here, 1))
      expect(numbers(await here.events())).toEqual([0])
      // Twitch holds the old session for its half minute.
      await clock.advance(30_000)
      await until('the old session is gone', () => twitch.subscriptions.length === typeCount)
    },
    limitMs,
  )

  test(
    'that sends a message twice is heard once, whatever time is on the second',
    async () => {
      await using twitch = await twitchHere()
      await using here = await listening(twitch)
      await until('it is subscribed', isUp(here))
      const ids = upTo(20).flatMap((n) => twitch.notify('channel.follow', follow(n)))
      for (const [index, id] of ids.entries())
        twitch.repeat(id, index % 2 === 0 ? {} : { timestamp: new Date(Date.now() + 1_500).toISOString() })
      twitch.notify('channel.follow', follow(20))
      await until('the last came', holds(here, 21))
      expect(numbers(await here.events())).toEqual(upTo(21))
      expect(await here.metric('source_events_total')).toContain('{source="twitch",outcome="duplicate"} 20')
    },
    limitMs,
  )

  test(
    'that sends what is older than ten minutes is not believed',
    async () => {
      await using twitch = await twitchHere()
      await using here = await listening(twitch)
      await until('it is subscribed', isUp(here))
      twitch.notify('channel.follow', follow(50), { timestamp: new Date(Date.now() - 11 * 60_000).toISOString() })
      twitch.notify('channel.follow', follow(0), { timestamp: new Date(Date.now() - 9 * 60_000).toISOString() })
      await until('the other came', holds(here, 1))
      expect(numbers(await here.events())).toEqual([0])
      expect(await here.metric('source_events_total')).toContain('{source="twitch",outcome="stale"} 1')
    },
    limitMs,
  )

  test(
    'that revokes a subscription is shown, and asked again where that helps',
    async () => {
      const clock = fakeClock()
      await using twitch = await twitchHere({ clock })
      await using here = await listening(twitch, { clock })
      await until('it is subscribed', isUp(here))
      const stateOf = (name: string) => here.view().subscriptions.find(({ type }) => type === name)?.state
      twitch.revoke('channel.raid', 'moderator_removed')
      twitch.revoke('channel.follow', 'version_removed')
      await until('it is shown', () => here.status().state === 'degraded')
      expect([stateOf('channel.raid'), stateOf('channel.follow')]).toEqual(['revoked', 'revoked'])
      expect(here.status().error).toContain('channel.raid')
      await clock.advance(61_000)
      await until('the one is there again', () => stateOf('channel.raid') === 'enabled')
      expect(stateOf('channel.follow')).toBe('revoked')
    },
    limitMs,
  )
})

describe('a token', () => {
  test(
    'that ends in mid-stream is refreshed, once, whoever asks',
    async () => {
      const clock = fakeClock()
      await using twitch = await twitchHere({ clock })
      await using here = await listening(twitch, { clock })
      await until('it is subscribed', isUp(here))
      twitch.expireTokens()
      twitch.refreshDelayMs = 200
      const asked = upTo(8).map(() => here.sources.commands['twitch.channel']?.({}))
      await until('a refresh is under way', () => twitch.concurrentRefreshes === 1)
      const settled = Promise.allSettled(asked)
      await clock.advance(1_000, 50)
      expect((await settled).map(({ status }) => status)).toEqual(upTo(8).map(() => 'fulfilled'))
      expect([twitch.refreshes, twitch.concurrentRefreshes]).toEqual([1, 1])
      twitch.notify('channel.follow', follow(0))
      await until('it came', holds(here, 1))
      expect(here.status().state).toBe('ok')
    },
    limitMs,
  )

  test(
    'that Twitch takes back for good asks for another sign-in',
    async () => {
      await using twitch = await twitchHere()
      await using here = await listening(twitch)
      await until('it is subscribed', isUp(here))
      twitch.revokeTokens()
      const asked = here.sources.commands['twitch.channel']?.({})
      await expect(asked).rejects.toMatchObject({ code: 'not_signed_in' })
      expect(here.status()).toMatchObject({ state: 'down', error: expect.stringContaining('sign in again') })
      expect(here.view()).toMatchObject({ account: null, subscriptions: [] })
    },
    limitMs,
  )

  test(
    'of another sign-in that grants more hears more, and what was heard before goes on',
    async () => {
      const clock = fakeClock()
      await using twitch = await twitchHere({ clock })
      await using here = await listening(twitch, { clock, scopes: ['user:read:chat', 'moderator:read:followers'] })
      await until('it is subscribed', () => here.status().state === 'degraded')
      await here.sources.commands['twitch.sign_in']?.({})
      twitch.approve()
      await clock.advance(5_000, 100)
      await until('all is subscribed to', () => here.view().subscriptions.every(({ state }) => state === 'enabled'))
      expect([here.status().state, here.view().missing_scopes]).toEqual(['ok', []])
      expect(twitch.connections.opened).toBe(1)
    },
    limitMs,
  )

  test(
    'without a scope leaves out what needs it, by name, and hears the rest',
    async () => {
      await using twitch = await twitchHere()
      await using here = await listening(twitch, { scopes: ['user:read:chat', 'moderator:read:followers'] })
      await until('it is subscribed', () => here.status().state === 'degraded')
      expect(here.status().error).toContain('bits:read')
      expect(here.view().missing_scopes).toContainEqual({ scope: 'bits:read', types: ['channel.cheer'] })
      twitch.notify('channel.follow', follow(0))
      await until('it came', holds(here, 1))
      await expect(here.sources.commands['twitch.announce']?.({ message: 'hi' })).rejects.toMatchObject({ code: 'missing_scope' })
    },
    limitMs,
  )
})

test(
  'too many requests are asked again when Twitch says so',
  async () => {
    await using twitch = await twitchHere()
    twitch.limit(5, { resetAfterSeconds: 1 })
    await using here = await listening(twitch)
    await until('it is subscribed', isUp(here))
    expect(here.view().subscriptions.every(({ state }) => state === 'enabled')).toBe(true)
    expect(await here.metric('outbound_retries_total')).toMatch(/\{service="twitch"\} [1-9]/)
  },
  limitMs,
)

test(
  'a server that is killed goes on with its sign-in, and has every event that was in its log once',
  async () => {
    await using twitch = await twitchHere()
    using folder = temporaryFolder()
    await keepSignIn(folder.path, twitch)
    const start = () => serverProcess({ dataDir: folder.path, environment: twitchEnvironment(twitch) })
    const follows = async (server: { url: string }) => {
      const { body } = await api(server, 'control', '/v1/events?type=channel.followed&order=asc&limit=1000')
      return numbers(body.events as Event[])
    }
    const rounds = 3
    for (let round = 0; round < rounds; round += 1) {
      await using server = await start()
      await until('it is subscribed', () => twitch.subscriptions.length === typeCount)
      for (const n of upTo(20)) twitch.notify('channel.follow', follow(round * 20 + n))
      const expected = (round + 1) * 20
      await until('they are in the log', async () => (await follows(server)).length === expected)
      await server.kill()
      await until('its socket is gone', () => twitch.sockets.length === 0)
    }
    await using server = await start()
    expect(await follows(server)).toEqual(upTo(rounds * 20))
    expect(twitch.refreshes).toBe(0)
  },
  limitMs,
)
