// Music: Rainwave, asked over a real socket, and a local player that says what it plays.
import { describe, expect, test } from 'bun:test'
import type { Event } from '@landale/protocol'
import { type FakeSong, fakeRainwave } from '@landale/testing/rainwave'
import type { Playing } from '@/ingest/player/playing.ts'
import { createPlayer } from '@/ingest/player/source.ts'
import { createRainwave } from '@/ingest/rainwave/source.ts'
import { api, keys, serverHere, type TestServer, temporaryFolder } from './fixture.ts'
import { sourceContext, until } from './source-context.ts'

const userId = '222'
const key = 'MARKEDRAINWAVEKEY'
const dream: FakeSong = {
  id: 30_014,
  title: 'Aquatic Ambience',
  artists: ['David Wise', 'Eveline Fischer'],
  album: { name: 'Donkey Kong Country', art: '/album_art/3_3431' },
  length: 203,
  startedAt: 1_772_395_200,
}
const storm: FakeSong = {
  id: 1_073,
  title: 'Stickerbush Symphony',
  artists: ['David Wise'],
  length: 220,
  startedAt: 1_772_395_403,
}

/** Rainwave as a source, its time stood still between one question and the next. */
async function listener({ given = key, playing }: { given?: string; playing?: Playing } = {}) {
  const rainwave = fakeRainwave({ userId, key })
  rainwave.play(dream)
  const parts = sourceContext('rainwave', { RAINWAVE_URL: rainwave.url, RAINWAVE_USER_ID: userId, RAINWAVE_API_KEY: given })
  const source = createRainwave({ ...parts.context, ...(playing ? { playing: () => playing } : undefined) })
  // While it asks, no timer of its own waits.
  const settled = () => until(() => parts.clock.waiting === 1)
  return {
    ...parts,
    rainwave,
    types: () => parts.events.map(({ type }) => type),
    async start() {
      source.start()
      await settled()
    },
    /** Ten seconds, and what follows from the answer. */
    async ask() {
      await parts.clock.advance(10_000)
      await settled()
    },
    async [Symbol.asyncDispose]() {
      await source.stop()
      rainwave[Symbol.dispose]()
      expect(parts.clock.waiting).toBe(0)
    },
  }
}

describe('Rainwave', () => {
  test('is asked with the form that it wants, every ten seconds', async () => {
    await using heard = await listener()
    await heard.start()
    expect(heard.rainwave.asked).toBe(1)
    expect(heard.rainwave.lastForm).toEqual({ sid: '3', user_id: userId, key })
    await heard.ask()
    await heard.ask()
    expect(heard.rainwave.asked).toBe(3)
  })

  test('brings each song once, while the user listens', async () => {
    await using heard = await listener()
    await heard.start()
    await heard.ask()
    expect(heard.events).toEqual([
      {
        type: 'music.song.changed',
        actor: 'system',
        source: 'rainwave',
        payload: {
          title: 'Aquatic Ambience',
          artist: 'David Wise, Eveline Fischer',
          album: 'Donkey Kong Country',
          duration_ms: 203_000,
          art_url: `${new URL(heard.rainwave.url).origin}/album_art/3_3431_320.jpg`,
          station: 'Covers',
        },
        metadata: { occurred_at: '2026-03-01T20:00:00.000Z' },
        idempotency_key: 'rainwave:3:30014:1772395200000',
      },
    ])
    heard.rainwave.play(storm)
    await heard.ask()
    await heard.ask()
    expect(heard.events.at(1)?.payload).toEqual({
      title: 'Stickerbush Symphony',
      artist: 'David Wise',
      duration_ms: 220_000,
      station: 'Covers',
    })
    expect(heard.events).toHaveLength(2)
  })

  test('brings nothing for one who does not listen, one stop for one who leaves, and the song again when they come back', async () => {
    await using heard = await listener()
    heard.rainwave.listen(false)
    await heard.start()
    await heard.ask()
    expect(heard.types()).toEqual([])
    heard.rainwave.listen(true)
    await heard.ask()
    heard.rainwave.listen(false)
    await heard.ask()
    await heard.ask()
    expect(heard.types()).toEqual(['music.song.changed', 'music.stopped'])
    heard.rainwave.listen(true)
    await heard.ask()
    await heard.ask()
    expect(heard.types()).toEqual(['music.song.changed', 'music.stopped', 'music.song.changed'])
    expect(heard.events[2]?.idempotency_key).not.toBe(heard.events[0]?.idempotency_key)
  })

  test('goes on from what the log knows: no song twice, and the stop that was missed', async () => {
    const song = {
      title: dream.title,
      artist: dream.artists.join(', '),
      album: 'Donkey Kong Country',
      station: 'Covers',
    }
    await using same = await listener({ playing: { state: 'playing', song } })
    await same.start()
    expect(same.types()).toEqual([])
    await using left = await listener({ playing: { state: 'playing', song } })
    left.rainwave.listen(false)
    await left.start()
    await left.ask()
    expect(left.types()).toEqual(['music.stopped'])
  })

  test('is degraded at the second answer in a row that says nothing, down at the fifth, and well at the next good one', async () => {
    await using heard = await listener()
    await heard.start()
    for (const how of ['not JSON', 'another form', { status: 404 }, { errorCode: 500 }, 'not JSON', 'not JSON'] as const) {
      heard.rainwave.fail(how)
      await heard.ask()
    }
    heard.rainwave.fail(undefined)
    heard.rainwave.play(storm)
    await heard.ask()
    expect(heard.states).toEqual([
      'degraded: rainwave has not answered yet',
      'ok',
      'degraded: rainwave answered in another form: user',
      'degraded: rainwave answered 404',
      'degraded: rainwave answered with an error (500)',
      'down: rainwave answered with something that is not JSON',
      'ok',
    ])
    expect(heard.types()).toEqual(['music.song.changed', 'music.song.changed'])
  })

  test('tells a wrong key by its variable’s name, at once, and never by itself', async () => {
    await using heard = await listener({ given: 'MARKEDWRONGKEY' })
    await heard.start()
    expect(heard.states.at(-1)).toBe('down: rainwave refuses RAINWAVE_API_KEY for this RAINWAVE_USER_ID')
    heard.rainwave.fail({ errorCode: 403 })
    await heard.ask()
    expect(heard.states.at(-1)).toStartWith('down: rainwave refuses RAINWAVE_API_KEY')
    for (const how of [{ status: 404 }, { errorCode: 500 }, 'not JSON', { status: 400 }, { status: 418 }] as const) {
      heard.rainwave.fail(how)
      await heard.ask()
    }
    expect(JSON.stringify([heard.states, heard.events])).not.toContain('MARKED')
    expect(await heard.context.metrics.registry.metrics()).not.toContain('MARKED')
  })

  test('is tried again by itself where it fails for a moment', async () => {
    await using heard = await listener()
    heard.rainwave.fail({ status: 503 }, 1)
    await heard.start()
    expect(heard.rainwave.asked).toBe(2)
    expect(heard.types()).toEqual(['music.song.changed'])
  })

  test('is off by the name of the variable that is missing', async () => {
    for (const [environment, name] of [
      [{}, 'RAINWAVE_USER_ID'],
      [{ RAINWAVE_USER_ID: userId }, 'RAINWAVE_API_KEY'],
    ] as const) {
      const { context, states, clock } = sourceContext('rainwave', environment)
      const source = createRainwave(context)
      source.start()
      expect(states).toEqual([`off: ${name} is not set`])
      expect(clock.waiting).toBe(0)
      await source.stop()
    }
  })

  test('brings a song that is still on once, however often the server starts', async () => {
    using rainwave = fakeRainwave({ userId, key })
    using folder = temporaryFolder()
    rainwave.play(dream)
    const environment = { RAINWAVE_URL: rainwave.url, RAINWAVE_USER_ID: userId, RAINWAVE_API_KEY: key }
    for (const start of [1, 2, 3]) {
      // At the end of a turn the server stops, and what it has been told is in the log.
      await using server = await serverHere({ dataDir: folder.path, environment })
      await until(async () => (await partOf(server, 'rainwave')).state === 'ok')
      expect(rainwave.asked).toBe(start)
    }
    await using server = await serverHere({ dataDir: folder.path })
    const songs = await musicOf(server)
    expect(songs.map(({ type, source }) => [type, source])).toEqual([['music.song.changed', 'rainwave']])
    expect(await partOf(server, 'rainwave')).toMatchObject({ state: 'off', reason: 'RAINWAVE_USER_ID is not set' })
  })
})

const song = { title: 'Aquatic Ambience', artist: 'David Wise' }

describe('a local player', () => {
  test('says what it plays, and what is news is in the log when it is answered', async () => {
    await using server = await serverHere()
    expect(await partOf(server, 'player')).toMatchObject({ state: 'off', reason: 'no player has reported' })
    const say = async (report: object) => (await api(server, 'worker', '/v1/now-playing', report)).body
    expect(await say({ state: 'playing', ...song, album: 'DKC', duration_ms: 203_000, position_ms: 0 })).toEqual({
      changed: true,
    })
    expect(await say({ state: 'playing', ...song, album: 'DKC', duration_ms: 203_000, position_ms: 9_000 })).toEqual({
      changed: false,
    })
    expect(await say({ state: 'paused', ...song, album: 'DKC', position_ms: 10_000 })).toEqual({ changed: true })
    expect(await say({ state: 'playing', ...song, album: 'DKC', position_ms: 10_000 })).toEqual({ changed: true })
    expect(await say({ state: 'stopped' })).toEqual({ changed: true })
    expect(await say({ state: 'stopped' })).toEqual({ changed: false })
    expect((await musicOf(server)).map(({ type, source, payload }) => [type, source, payload])).toEqual([
      ['music.song.changed', 'player', { ...song, album: 'DKC', duration_ms: 203_000, position_ms: 0 }],
      ['music.paused', 'player', {}],
      ['music.resumed', 'player', { position_ms: 10_000 }],
      ['music.stopped', 'player', {}],
    ])
    expect(await partOf(server, 'player')).toEqual({ name: 'player', state: 'ok' })
  })

  test('is told by field what does not fit, and nothing comes of it', async () => {
    await using server = await serverHere()
    const wrong: readonly [object, string][] = [
      [{}, 'state'],
      [{ state: 'humming' }, 'state'],
      [{ state: 'playing', artist: 'x' }, 'title'],
      [{ state: 'paused', title: 'x' }, 'artist'],
      [{ state: 'playing', ...song, title: '' }, 'title'],
      [{ state: 'playing', ...song, title: 'x'.repeat(501) }, 'title'],
      [{ state: 'playing', ...song, position_ms: -1 }, 'position_ms'],
      [{ state: 'playing', ...song, duration_ms: 0 }, 'duration_ms'],
      [{ state: 'playing', ...song, duration_ms: 1.5 }, 'duration_ms'],
      [{ state: 'playing', ...song, art_url: 'javascript:alert(1)' }, 'art_url'],
      [{ state: 'playing', ...song, mood: 'calm' }, 'mood'],
    ]
    for (const [report, field] of wrong) {
      const { status, body } = await api(server, 'control', '/v1/now-playing', report)
      expect({ status, error: body.error }).toEqual({ status: 400, error: 'invalid_song' })
      expect(String(body.message)).toStartWith(`${field}: `)
    }
    const post = (body: string) =>
      fetch(`${server.url}/v1/now-playing`, { method: 'POST', body, headers: { authorization: `Bearer ${keys.worker}` } })
    expect(await (await post('{')).json()).toMatchObject({ error: 'invalid_json' })
    expect((await post('x'.repeat(20_000))).status).toBe(413)
    expect(await musicOf(server)).toEqual([])
  })

  test('brings a song that is still on once, however often the server starts, and the stop that was missed', async () => {
    using folder = temporaryFolder()
    for (const position_ms of [0, 60_000, 120_000]) {
      await using server = await serverHere({ dataDir: folder.path })
      const { body } = await api(server, 'worker', '/v1/now-playing', { state: 'playing', ...song, position_ms })
      expect(body).toEqual({ changed: position_ms === 0 })
    }
    await using server = await serverHere({ dataDir: folder.path })
    expect((await api(server, 'worker', '/v1/now-playing', { state: 'stopped' })).body).toEqual({ changed: true })
    expect((await musicOf(server)).map(({ type }) => type)).toEqual(['music.song.changed', 'music.stopped'])
  })

  test('needs the worker or control key', async () => {
    await using server = await serverHere()
    expect((await api(server, 'overlay', '/v1/now-playing', { state: 'stopped' })).status).toBe(403)
    const none = await fetch(`${server.url}/v1/now-playing`, { method: 'POST', body: '{"state":"stopped"}' })
    expect(none.status).toBe(401)
  })

  test('stands in the API’s document', async () => {
    await using server = await serverHere()
    const { paths } = (await (await fetch(`${server.url}/v1/openapi.json`)).json()) as { paths: Record<string, unknown> }
    expect(paths['/v1/now-playing']).toMatchObject({ post: { security: [{ key: [] }] } })
  })

  test('is taken as stopped where it says nothing for longer than its song, and a minute', async () => {
    const { player, clock, types, states } = reporter()
    await player({ state: 'playing', ...song, duration_ms: 203_000, position_ms: 100_000 })
    await clock.advance(262_999)
    expect(types()).toEqual(['music.song.changed'])
    await clock.advance(1)
    expect(types()).toEqual(['music.song.changed', 'music.stopped'])
    expect(states).toEqual(['off: no player has reported', 'ok', 'off: the player says nothing any more'])
    expect(clock.waiting).toBe(0)
    await player({ state: 'playing', ...song })
    expect(types()).toEqual(['music.song.changed', 'music.stopped', 'music.song.changed'])
  })

  test('may be silent for ten minutes where its song’s length is not known, and each report begins them anew', async () => {
    const { player, clock, types, stop } = reporter()
    await player({ state: 'playing', ...song })
    await clock.advance(599_999)
    await player({ state: 'playing', ...song })
    await clock.advance(599_999)
    expect(types()).toEqual(['music.song.changed'])
    await clock.advance(1)
    expect(types()).toEqual(['music.song.changed', 'music.stopped'])
    await player({ state: 'paused', ...song })
    expect(clock.waiting).toBe(1)
    await stop()
    expect(clock.waiting).toBe(0)
  })

  test('goes on from what the log knows', async () => {
    const known: Playing = { state: 'playing', song }
    const going = reporter(known)
    expect(await going.player({ state: 'playing', ...song, position_ms: 90_000 })).toEqual({ changed: false })
    expect(await going.player({ state: 'paused', ...song })).toEqual({ changed: true })
    expect(going.types()).toEqual(['music.paused'])
    const gone = reporter(known)
    await gone.clock.advance(600_000)
    expect(gone.types()).toEqual(['music.stopped'])
    expect(gone.states.at(-1)).toBe('off: the player says nothing any more')
  })
})

/** The player as a source, its time stood still. */
function reporter(playing?: Playing) {
  const { context, clock, events, states } = sourceContext('player')
  const source = createPlayer({ ...context, ...(playing ? { playing: () => playing } : undefined) })
  source.start()
  return {
    clock,
    states,
    types: () => events.map(({ type }) => type),
    stop: () => source.stop(),
    async player(report: object) {
      const headers = { authorization: 'Bearer worker' }
      const response = await source.routes?.request('/v1/now-playing', { method: 'POST', body: JSON.stringify(report), headers })
      return (await response?.json()) as unknown
    },
  }
}

async function musicOf(server: TestServer): Promise<Event[]> {
  const { body } = await api(server, 'control', '/v1/sessions/current/events?limit=1000')
  return (body.events as Event[]).filter(({ type }) => type.startsWith('music.'))
}

async function partOf(server: TestServer, name: string): Promise<{ name?: string; state?: string; reason?: string }> {
  const { parts } = (await (await fetch(`${server.healthUrl}/ready`)).json()) as {
    parts: { name: string; state: string; reason?: string }[]
  }
  return parts.find((part) => part.name === name) ?? {}
}
