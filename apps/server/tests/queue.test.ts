import { expect, test } from 'bun:test'
import type { QueueView, StageView, StatePush } from '@landale/protocol'
import { api, serverHere, serverProcess, type TestServer, temporaryFolder } from './fixture.ts'
import { join, nextPush, phoenixSocket } from './phoenix.ts'

const limitMs = 30_000

const command = (server: TestServer, name: string, body: unknown = {}) => api(server, 'control', `/v1/commands/${name}`, body)

const tryOut = (server: TestServer, type: string, payload?: unknown) =>
  command(server, 'event.test', { type, ...(payload === undefined ? undefined : { payload }) })

/** The value of a state topic, now. */
async function look<Value>(server: TestServer, topic: string): Promise<Value> {
  using client = phoenixSocket(server.socketUrl, 'control')
  return (await join<{ value: Value }>(client.socket.channel(topic))).value
}
const queueOf = (server: TestServer) => look<QueueView>(server, 'stream:queue')

test(
  'the queue is held, seen, reordered, emptied and let go on, over the API and on its topic',
  async () => {
    await using server = await serverHere()
    await command(server, 'queue.hold')
    for (const type of ['channel.followed', 'channel.subscribed', 'channel.cheered', 'channel.raided']) await tryOut(server, type)
    const held = await queueOf(server)
    expect(held).toMatchObject({ playing: [], is_held: true })
    expect(held.waiting.map(({ kind }) => kind)).toEqual([
      'channel.raided',
      'channel.subscribed',
      'channel.cheered',
      'channel.followed',
    ])
    const [raid, sub, cheer, follow] = held.waiting
    expect(await command(server, 'queue.move', { cue: follow?.id, before: sub?.id })).toMatchObject({ status: 200 })
    expect(await command(server, 'queue.remove', { cue: cheer?.id })).toMatchObject({ status: 200 })
    expect((await queueOf(server)).waiting.map(({ id }) => id)).toEqual([raid, follow, sub].map((cue) => cue?.id ?? ''))

    using client = phoenixSocket(server.socketUrl, 'control')
    const channel = client.socket.channel('stream:queue')
    await join(channel)
    const isOn = (kind: string) =>
      nextPush<StatePush<QueueView>>(channel, 'state', ({ value }) => value.playing.some((cue) => cue.kind === kind))
    const raided = isOn('channel.raided')
    channel.push('queue.resume', {})
    expect((await raided).value.playing).toHaveLength(1)
    // The next begins by itself when its time has come, and whoever looks is told.
    const followed = isOn('channel.followed')
    await command(server, 'queue.skip')
    await followed
    const subscribed = isOn('channel.subscribed')
    await command(server, 'queue.skip', { cue: follow?.id })
    const then = (await subscribed).value
    expect(then).toMatchObject({ waiting: [], settled: [{ outcome: 'skipped' }, { outcome: 'skipped' }, { outcome: 'removed' }] })
    expect(then.playing.map(({ kind }) => kind)).toEqual(['channel.subscribed'])
  },
  limitMs,
)

test(
  'what names a cue that is not there is refused by its field, and a press that was sent twice is one',
  async () => {
    await using server = await serverHere()
    await command(server, 'queue.hold')
    await tryOut(server, 'channel.followed')
    const [cue] = (await queueOf(server)).waiting
    for (const [name, body, field] of [
      ['queue.remove', { cue: 'cue_x' }, 'cue'],
      ['queue.move', { cue: cue?.id, before: 'cue_x' }, 'before'],
      ['queue.skip', { cue: cue?.id }, 'cue'],
      ['queue.replay', { event: 9_999 }, 'event'],
    ] as const)
      expect(await command(server, name, body)).toMatchObject({
        status: 404,
        body: { message: expect.stringContaining(`${field}:`) },
      })
    const press = { cue: cue?.id, idempotency_key: 'press' }
    const first = await command(server, 'queue.remove', press)
    expect(await command(server, 'queue.remove', press)).toMatchObject({ status: 200, body: { ...first.body, deduped: true } })
  },
  limitMs,
)

test(
  'an event is shown once more, as a replay, and what shows nothing is not',
  async () => {
    await using server = await serverHere()
    await command(server, 'queue.hold')
    const { body } = await tryOut(server, 'channel.raided')
    expect(await command(server, 'queue.replay', { event: body.position })).toMatchObject({ status: 200 })
    expect((await queueOf(server)).waiting.map(({ kind, origin }) => [kind, origin])).toEqual([
      ['channel.raided', 'test'],
      ['channel.raided', 'replay'],
    ])
    expect(await command(server, 'queue.replay', { event: 1 })).toMatchObject({ status: 400, body: { error: 'invalid_command' } })
  },
  limitMs,
)

test(
  'pages read the stage and steer nothing, and their receipts tell what was seen',
  async () => {
    await using server = await serverHere()
    using page = phoenixSocket(server.socketUrl, 'overlay')
    const stage = page.socket.channel('stream:stage')
    await join(stage)
    const refused = await new Promise((resolve) => stage.push('queue.hold', {}).receive('error', resolve))
    expect(refused).toMatchObject({ reason: 'forbidden_role' })

    const alerts = page.socket.channel('overlay:alerts')
    await join(alerts)
    await tryOut(server, 'channel.followed')
    const [cue] = (await queueOf(server)).playing
    expect(cue?.is_seen).toBe(false)
    const push = (payload: object) =>
      new Promise((resolve) => alerts.push('receipt', payload).receive('ok', resolve).receive('error', resolve))
    expect(await push({ cue: cue?.id, phase: 'shown' })).toMatchObject({ position: expect.any(Number) })
    expect((await queueOf(server)).playing).toMatchObject([{ id: cue?.id, is_seen: true }])
    expect(await push({ cue: cue?.id, phase: 'dreamt' })).toMatchObject({
      reason: 'invalid_receipt',
      message: expect.stringContaining('phase'),
    })
  },
  limitMs,
)

test(
  'a takeover is in the join, is told at once, and is over by time or by hand',
  async () => {
    await using server = await serverHere()
    using page = phoenixSocket(server.socketUrl, 'overlay')
    const stage = page.socket.channel('stream:overlays')
    await join(stage)
    const covered = nextPush<StatePush<StageView>>(stage, 'state', ({ value }) => value.takeover !== null)
    await command(server, 'takeover.start', { kind: 'screen-cover', message: 'One moment.' })
    expect((await covered).value.takeover).toMatchObject({ kind: 'screen-cover', message: 'One moment.', ends_at: null })
    expect(await look<StageView>(server, 'stream:stage')).toMatchObject({ takeover: { kind: 'screen-cover' } })
    await command(server, 'takeover.end')
    expect((await look<StageView>(server, 'stream:stage')).takeover).toBeNull()
    const over = nextPush<StatePush<StageView>>(stage, 'state', ({ value }) => value.takeover === null)
    await command(server, 'takeover.start', { kind: 'custom', duration_ms: 300 })
    expect((await over).value.takeover).toBeNull()
  },
  limitMs,
)

test(
  'a server that is killed in the middle of an alert has the same queue when it is back',
  async () => {
    using folder = temporaryFolder()
    const alert = { type: 'channel.raided', payload: { user: { id: '7', login: 'a', name: 'A' }, viewers: 9 }, actor: 'twitch:7' }
    let before: QueueView
    {
      await using server = await serverProcess({ dataDir: folder.path })
      await api(server, 'worker', '/v1/sessions/current/append', alert)
      for (let n = 0; n < 5; n += 1) await tryOut(server, 'channel.subscription.gifted')
      before = await queueOf(server)
      await server.kill()
    }
    await using server = await serverProcess({ dataDir: folder.path })
    expect(await queueOf(server)).toEqual(before)
    expect(before).toMatchObject({ playing: [{ kind: 'channel.raided' }], waiting: [{}, {}, {}, {}, {}] })
  },
  limitMs,
)
