import { expect, test } from 'bun:test'
import type { Event } from '@landale/protocol'
import { type FakeTwitch, people, sampleEvent } from '@landale/testing/twitch'
import { api, serverHere, serverProcess, type TestServer, temporaryFolder } from './fixture.ts'
import { keepSignIn, twitchEnvironment, twitchHere, until } from './twitch.ts'

const limitMs = 30_000
const stream = { id: '40952121085', title: 'One more run', started_at: '2026-03-01T20:00:00Z' }

async function signedIn(stack: AsyncDisposableStack): Promise<{ twitch: FakeTwitch; server: TestServer }> {
  const twitch = stack.use(await twitchHere())
  const folder = stack.use(temporaryFolder())
  await keepSignIn(folder.path, twitch)
  const server = stack.use(await serverHere({ dataDir: folder.path, environment: twitchEnvironment(twitch) }))
  await isUp(server)
  return { twitch, server }
}

const isUp = (server: TestServer) =>
  until('it is connected', async () => {
    const { body } = await api(server, 'control', '/v1/sources')
    return (body.sources as { name: string; state: string }[]).some(({ name, state }) => name === 'twitch' && state === 'ok')
  })

const command = (server: TestServer, name: string, body: unknown = {}) => api(server, 'control', `/v1/commands/${name}`, body)

const eventsOf = async (server: TestServer, type: string) =>
  (await api(server, 'control', `/v1/events?type=${type}&order=asc`)).body.events as Event[]

test(
  'the channel is read, changed and read again, and what is wrong is said by name',
  async () => {
    await using stack = new AsyncDisposableStack()
    const { twitch, server } = await signedIn(stack)
    const [category] = (
      (await command(server, 'twitch.search_categories', { query: 'fire' })).body as {
        categories: { id: string; name: string }[]
      }
    ).categories
    const change = { title: 'Kaizo, one more run', category_id: category?.id ?? '', language: 'de', tags: ['IronMON', 'Deutsch'] }
    expect(await command(server, 'twitch.update_channel', { ...change, idempotency_key: 'press' })).toMatchObject({ status: 200 })
    expect(await command(server, 'twitch.update_channel', { ...change, idempotency_key: 'press' })).toMatchObject({
      body: { deduped: true },
    })
    expect(twitch.calls.filter(({ method }) => method === 'PATCH')).toHaveLength(1)
    expect((await command(server, 'twitch.channel')).body).toEqual({
      title: change.title,
      category: { id: category?.id, name: category?.name },
      language: 'de',
      tags: change.tags,
    })
    for (const [body, field] of [
      [{}, 'says nothing to change'],
      [{ title: '' }, 'title'],
      [{ title: 'x'.repeat(141) }, 'title'],
      [{ tags: ['no spaces'] }, 'tags.0'],
      [{ mood: 'good' }, 'mood'],
    ] as const) {
      const refused = await command(server, 'twitch.update_channel', body)
      expect(refused).toMatchObject({ status: 400, body: { error: 'invalid_command', message: expect.stringContaining(field) } })
    }
  },
  limitMs,
)

test(
  'shoutout, announcement, clip and goals reach Twitch, and its refusals come back',
  async () => {
    await using stack = new AsyncDisposableStack()
    const { twitch, server } = await signedIn(stack)
    const [someone] = people
    expect(await command(server, 'twitch.create_clip')).toMatchObject({ status: 409, body: { error: 'twitch_refused' } })
    twitch.setLive(stream)
    expect(await command(server, 'twitch.create_clip')).toMatchObject({ status: 200, body: { edit_url: expect.any(String) } })
    expect(await command(server, 'twitch.shoutout', { login: someone?.login })).toMatchObject({
      status: 200,
      body: { user: { id: someone?.id } },
    })
    expect(await command(server, 'twitch.shoutout', { login: 'nobody_of_that_name' })).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining('login') },
    })
    expect(await command(server, 'twitch.announce', { message: 'Eight o’clock!', color: 'purple' })).toMatchObject({
      status: 200,
    })
    expect(twitch.calls.at(-1)).toMatchObject({
      path: '/chat/announcements',
      body: { message: 'Eight o’clock!', color: 'purple' },
    })
    expect((await command(server, 'twitch.goals')).body).toMatchObject({ goals: expect.any(Array) })
    const failed = await eventsOf(server, 'command.failed')
    expect(failed.map(({ payload }) => payload.command)).toEqual(['twitch.create_clip', 'twitch.shoutout'])
  },
  limitMs,
)

test(
  'nobody signed in, and a Twitch that is away, are answers',
  async () => {
    await using twitch = await twitchHere()
    await using server = await serverHere({ environment: twitchEnvironment(twitch) })
    expect(await command(server, 'twitch.channel')).toMatchObject({ status: 409, body: { error: 'not_signed_in' } })
    await using stack = new AsyncDisposableStack()
    const there = await signedIn(stack)
    there.twitch.fail(20)
    expect(await command(there.server, 'twitch.announce', { message: 'hi' })).toMatchObject({
      status: 503,
      body: { error: 'twitch_unavailable' },
    })
  },
  limitMs,
)

test(
  'signing out takes the sign-in back, and nothing is heard any more',
  async () => {
    await using stack = new AsyncDisposableStack()
    const { twitch, server } = await signedIn(stack)
    expect(await command(server, 'twitch.sign_out')).toMatchObject({ status: 200 })
    await until('its socket is gone', () => twitch.sockets.length === 0)
    expect((await api(server, 'control', '/v1/sources')).body).toMatchObject({ twitch: { account: null, subscriptions: [] } })
    expect(await command(server, 'twitch.channel')).toMatchObject({ body: { error: 'not_signed_in' } })
  },
  limitMs,
)

test(
  'going on and off air rolls the session, and a restart in mid-broadcast keeps it',
  async () => {
    await using twitch = await twitchHere()
    using folder = temporaryFolder()
    await keepSignIn(folder.path, twitch)
    const start = () => serverProcess({ dataDir: folder.path, environment: twitchEnvironment(twitch) })
    const session = async (server: TestServer) =>
      (await api(server, 'control', '/v1/sessions/current')).body as { id: string; kind: string }
    const isKind = (server: TestServer, kind: string) => until(`it is ${kind}`, async () => (await session(server)).kind === kind)
    let broadcast: string
    {
      await using server = await start()
      await isUp(server)
      expect((await session(server)).kind).toBe('off-air')
      twitch.setLive(stream)
      twitch.notify('stream.online', sampleEvent('stream.online', { id: stream.id, started_at: stream.started_at }))
      await isKind(server, 'broadcast')
      broadcast = (await session(server)).id
      await server.kill()
    }
    {
      await using server = await start()
      await isUp(server)
      twitch.notify('channel.cheer', sampleEvent('channel.cheer'))
      await until('it came', async () => (await eventsOf(server, 'channel.cheered')).length === 1)
      expect(await session(server)).toMatchObject({ id: broadcast, kind: 'broadcast' })
      twitch.notify('stream.online', sampleEvent('stream.online', { id: stream.id }))
      twitch.setLive(null)
      twitch.notify('stream.offline', sampleEvent('stream.offline'))
      await isKind(server, 'off-air')
      expect((await eventsOf(server, 'broadcast.*')).map(({ type, session: of }) => [type, of === broadcast])).toEqual([
        ['broadcast.started', true],
        ['broadcast.stopped', true],
      ])
      await server.kill()
    }
    // What was not heard is asked for.
    twitch.setLive({ ...stream, id: '40952121086', title: 'Without anybody listening' })
    await using server = await start()
    await isKind(server, 'broadcast')
    expect((await eventsOf(server, 'broadcast.started')).at(-1)).toMatchObject({
      source: 'twitch',
      payload: { title: 'Without anybody listening', stream_id: '40952121086', started_at: '2026-03-01T20:00:00.000Z' },
    })
  },
  limitMs,
)
