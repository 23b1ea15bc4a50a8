import { expect, test } from 'bun:test'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import type { QueueView, ShowsConfig, StageView, StatePush, StreamStatus } from '@landale/protocol'
import { defaultShows } from '@/stage/show/default-shows.ts'
import { api, serverHere, serverProcess, type TestServer, temporaryFolder } from './fixture.ts'
import { join, nextPush, phoenixSocket } from './phoenix.ts'

const limitMs = 30_000

const command = (server: TestServer, name: string, body: unknown = {}) => api(server, 'control', `/v1/commands/${name}`, body)
const happens = (server: TestServer, type: string, payload: unknown) =>
  api(server, 'worker', '/v1/sessions/current/append', { events: [{ type, payload, actor: 'twitch:1', source: 'twitch' }] })

async function look<Value>(server: TestServer, topic: string): Promise<Value> {
  using client = phoenixSocket(server.socketUrl, 'control')
  const reply = await join<{ value?: Value; state?: Value }>(client.socket.channel(topic))
  return (reply.value ?? reply.state) as Value
}
const stageOf = (server: TestServer) => look<StageView>(server, 'stream:stage')

test(
  'the show follows what is played, is pinned by hand, and let go again',
  async () => {
    await using server = await serverHere()
    expect((await stageOf(server)).show).toEqual({ id: 'variety', title: 'Variety', is_pinned: false })
    const updated = { title: 'One more run', language: 'en', category_id: '490100', category_name: 'Pokémon FireRed/LeafGreen' }
    await happens(server, 'channel.updated', updated)
    expect((await stageOf(server)).show).toMatchObject({ id: 'ironmon', is_pinned: false })
    expect(await look(server, 'overlay:stage')).toMatchObject({ show: { id: 'ironmon' }, furniture: ['run', 'ticker'] })
    expect(await command(server, 'show.pin', { show: 'coding' })).toMatchObject({ status: 200 })
    expect((await stageOf(server)).show).toEqual({ id: 'coding', title: 'Coding', is_pinned: true })
    await command(server, 'show.unpin')
    expect((await stageOf(server)).show.id).toBe('ironmon')
    expect(await command(server, 'show.pin', { show: 'opera' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_command', message: 'show: there is no opera; there are ironmon, coding, variety' },
    })
  },
  limitMs,
)

test(
  'goals, counters and timers are steered by command, and are the same after the server was killed',
  async () => {
    using folder = temporaryFolder()
    const dataDir = folder.path
    const tallies = async (server: TestServer) => {
      const { goals, counters, timers } = await stageOf(server)
      return { goals, counters, ends: timers[0]?.ends_at, last: timers[0]?.last_added }
    }
    let before: Awaited<ReturnType<typeof tallies>> | undefined
    {
      await using server = await serverProcess({ dataDir })
      for (const [name, body] of [
        ['goal.set', { goal: 'subs', current: 3, target: 30, label: 'A new chair' }],
        ['counter.set', { counter: 'deaths', value: 41 }],
        ['counter.set', { counter: 'deaths', add: 1 }],
        ['timer.start', { timer: 'subathon', duration_ms: 3_600_000 }],
        ['timer.add', { timer: 'subathon', add_ms: 60_000 }],
      ] as const)
        expect(await command(server, name, body)).toMatchObject({ status: 200 })
      const sub = { user: { id: '1', login: 'wren', name: 'Wren' }, tier: '1000', is_gift: false }
      await happens(server, 'channel.subscribed', sub)
      await happens(server, 'channel.subscription.gifted', { user: null, tier: '1000', total: 5 })
      before = await tallies(server)
      expect(before).toMatchObject({
        goals: [{ id: 'subs', label: 'A new chair', current: 9, target: 30, reached_at: null }],
        counters: [{ id: 'deaths', label: 'Deaths', value: 42 }],
        last: { add_ms: 1_500_000, name: null },
      })
      await server.kill()
    }
    await using server = await serverProcess({ dataDir })
    expect(await tallies(server)).toEqual(before as NonNullable<typeof before>)
    expect((await stageOf(server)).train.sub).toMatchObject({ subs: 6, last: { name: null, subs: 5 } })
    for (const [name, body, field] of [
      ['goal.set', { goal: 'moon', current: 1 }, 'goal'],
      ['goal.set', { goal: 'subs' }, 'nothing to change'],
      ['counter.set', { counter: 'deaths', value: 1, add: 1 }, 'value or add'],
      ['timer.add', { timer: 'egg', add_ms: 1 }, 'timer'],
    ] as const) {
      const { status, body: answer } = await command(server, name, body)
      expect([status, JSON.stringify(answer).includes(field)]).toEqual([400, true])
    }
  },
  limitMs,
)

test(
  'the file of shows is read while the server runs, and a mistake in it is said and changes nothing',
  async () => {
    using folder = temporaryFolder()
    const path = joinPath(folder.path, 'shows.jsonc')
    const save = (config: unknown) => writeFileSync(path, `// Mine.\n${JSON.stringify(config, null, 2)}`)
    const follows = { on: 'channel.followed', layer: 'foreground', priority: 10, size: 'room', duration_ms: 3_000 } as const
    const mine: ShowsConfig = {
      ...defaultShows,
      cues: [{ ...follows, kind: 'follow.big', sound: 'nod', say: { name: '{user.name}', deed: 'is here' } }],
    }
    mkdirSync(folder.path, { recursive: true })
    save(mine)
    await using server = await serverHere({ environment: { LANDALE_CONFIG_DIR: folder.path } })
    await command(server, 'event.test', { type: 'channel.followed' })
    const { playing } = await look<QueueView>(server, 'stream:queue')
    expect(playing).toMatchObject([
      { kind: 'follow.big', layer: 'foreground', size: 'room', sound: 'nod', payload: { deed: 'is here' } },
    ])

    using client = phoenixSocket(server.socketUrl, 'control')
    const stage = client.socket.channel('stream:stage')
    await join(stage)
    const renamed = nextPush<StatePush<StageView>>(stage, 'state', ({ value }) => value.show.title === 'Anything')
    save({ ...mine, shows: mine.shows.map((show) => (show.id === 'variety' ? { ...show, title: 'Anything' } : show)) })
    await renamed
    save({ ...mine, fallback: 'nothing' })
    const part = async () => {
      const { parts } = (await (await fetch(`${server.healthUrl}/ready`)).json()) as {
        parts: { name: string; reason?: string }[]
      }
      return parts.find(({ name }) => name === 'shows')
    }
    while ((await part())?.reason === undefined) await Bun.sleep(20)
    expect((await part())?.reason).toContain('fallback: there is no show nothing')
    expect((await stageOf(server)).show.title).toBe('Anything')
  },
  limitMs,
)

test(
  'a kind that is muted is filed as such, and comes again when it is let',
  async () => {
    await using server = await serverHere()
    await command(server, 'queue.mute', { kind: 'channel.followed', on: true })
    await command(server, 'event.test', { type: 'channel.followed' })
    const muted = await look<QueueView>(server, 'stream:queue')
    expect(muted).toMatchObject({ playing: [], muted: ['channel.followed'], settled: [{ outcome: 'muted' }] })
    await command(server, 'queue.mute', { kind: 'channel.followed', on: false })
    await command(server, 'event.test', { type: 'channel.followed' })
    expect((await look<QueueView>(server, 'stream:queue')).playing).toHaveLength(1)
  },
  limitMs,
)

test(
  'how the broadcast does is told at a glance: since when, of what, and what has come since',
  async () => {
    await using server = await serverHere()
    using client = phoenixSocket(server.socketUrl, 'control')
    const status = client.socket.channel('stream:status')
    expect(await join<{ value: StreamStatus }>(status)).toMatchObject({ value: { on_air_since: null, takeover: null } })
    const followed = nextPush<StatePush<StreamStatus>>(status, 'state', ({ value }) => value.tally.follows === 1)
    await happens(server, 'broadcast.started', { title: 'One more run', started_at: '2026-03-01T20:00:00Z' })
    await happens(server, 'channel.updated', { title: 'One more run', language: 'en', category_id: '7', category_name: 'Chess' })
    await happens(server, 'channel.followed', { user: { id: '1', login: 'wren', name: 'Wren' } })
    expect((await followed).value).toMatchObject({
      on_air_since: Date.parse('2026-03-01T20:00:00Z'),
      title: 'One more run',
      category: { id: '7', name: 'Chess' },
      tally: { follows: 1, subs: 0 },
    })
    const covered = nextPush<StatePush<StreamStatus>>(status, 'state', ({ value }) => value.takeover !== null)
    await command(server, 'takeover.start', { kind: 'screen-cover' })
    expect((await covered).value.takeover).toBe('screen-cover')
  },
  limitMs,
)
