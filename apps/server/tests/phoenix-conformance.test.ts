import { describe, expect, test } from 'bun:test'
import { type Push, Socket, type SocketConnectOption } from 'phoenix'
import { api, keys, serverHere, type TestServer, temporaryFolder } from './fixture.ts'

// It has no types of its own; those of the newer one fit what is used here.
const older: { Socket: typeof Socket } = await import(String('phoenix-1-7'))

type Connect = (server: TestServer, key?: string, options?: Partial<SocketConnectOption>) => Socket & Disposable

const disposable = (socket: Socket) => Object.assign(socket, { [Symbol.dispose]: () => socket.disconnect() })

const clients: [version: string, connect: Connect][] = [
  [
    '1.8.16',
    (server, authToken = keys.control, options = {}) => disposable(new Socket(server.socketUrl, { authToken, ...options })),
  ],
  [
    '1.7.21',
    (server, key = keys.control, options = {}) => disposable(new older.Socket(server.socketUrl, { params: { key }, ...options })),
  ],
]

type Message = { topic: string; event: string; ref: string | null; join_ref: string | null; payload: Record<string, unknown> }

function settled(push: Push): Promise<{ status: string; response: Record<string, unknown> }> {
  const { promise, resolve } = Promise.withResolvers<{ status: string; response: Record<string, unknown> }>()
  for (const status of ['ok', 'error', 'timeout'] as const) push.receive(status, (response) => resolve({ status, response }))
  return promise
}

const message = (socket: Socket, matches: (message: Message) => boolean) =>
  new Promise<Message>(
    (resolve) =>
      void socket.onMessage((received) => {
        if (matches(received as Message)) resolve(received as Message)
      }),
  )

const follow = { type: 'channel.followed' }

describe.each(clients)('phoenix %s', (_version, connect) => {
  test('joins, pushes, is answered, and leaves', async () => {
    await using server = await serverHere()
    using socket = connect(server)
    socket.connect()
    const channel = socket.channel('dashboard:main')
    const joined = await settled(channel.join())
    expect(joined).toMatchObject({ status: 'ok', response: { version: expect.any(Number), value: expect.any(Object) } })
    const accepted = await settled(channel.push('event.test', follow))
    expect(accepted).toEqual({ status: 'ok', response: { position: expect.any(Number), deduped: false } })
    const refused = await settled(channel.push('event.test', { type: 'not a type' }))
    expect(refused).toMatchObject({
      status: 'error',
      response: { reason: 'invalid_command', message: expect.stringContaining('type') },
    })
    const closed = message(socket, ({ event }) => event === 'phx_close')
    const left = message(socket, ({ event, topic }) => event === 'phx_reply' && topic === 'dashboard:main')
    channel.leave()
    expect((await left).payload).toEqual({ status: 'ok', response: {} })
    expect((await closed).topic).toBe('dashboard:main')
  })

  test('brings what is appended to those who joined, as a list with the position before it', async () => {
    await using server = await serverHere()
    using socket = connect(server, keys.overlay)
    socket.connect()
    const channel = socket.channel('events:interactions')
    const joined = await settled(channel.join())
    const { head } = joined.response
    expect(joined.response).toEqual({
      head: expect.any(Number),
      recovered: true,
      count: 0,
      epoch: expect.any(String),
      now: expect.any(Number),
    })
    const frame = new Promise<unknown>((resolve) => void channel.on('events', resolve))
    const { body } = await api(server, 'control', '/v1/commands/event.test', follow)
    expect(await frame).toMatchObject({
      prev: head,
      events: [{ position: body.position, type: 'channel.followed', metadata: { origin: 'test' } }],
    })
  })

  test('a second join of a topic closes the first under its old reference', async () => {
    await using server = await serverHere()
    using socket = connect(server)
    socket.connect()
    const channel = socket.channel('events:all')
    const opened = message(socket, ({ event }) => event === 'phx_reply')
    await settled(channel.join())
    const { join_ref: first } = await opened
    const closed = message(socket, ({ event }) => event === 'phx_close')
    const second = socket.makeRef()
    const answered = message(socket, ({ ref, event }) => ref === second && event === 'phx_reply')
    socket.push({ topic: 'events:all', event: 'phx_join', payload: {}, ref: second, join_ref: second })
    expect(await closed).toMatchObject({ topic: 'events:all', join_ref: first, ref: first })
    expect(await answered).toMatchObject({ join_ref: second, payload: { status: 'ok' } })
  })

  test('a push under a stale reference is ignored', async () => {
    await using server = await serverHere()
    using socket = connect(server)
    socket.connect()
    await settled(socket.channel('dashboard:main').join())
    const replies: Message[] = []
    socket.onMessage((received) => void ((received as Message).event === 'phx_reply' && replies.push(received as Message)))
    const stale = socket.makeRef()
    socket.push({ topic: 'dashboard:main', event: 'event.test', payload: follow, ref: stale, join_ref: '99999' })
    // Frames are answered in order, so the heartbeat's reply means that the push before it was passed over.
    const beat = socket.makeRef()
    const beaten = message(socket, ({ ref }) => ref === beat)
    socket.push({ topic: 'phoenix', event: 'heartbeat', payload: {}, ref: beat, join_ref: null })
    await beaten
    expect(replies.map(({ ref }) => ref)).toEqual([beat])
  })

  test('heartbeats are answered, so the connection stays', async () => {
    await using server = await serverHere()
    using socket = connect(server, keys.overlay, { heartbeatIntervalMs: 30 })
    let opened = 0
    socket.onOpen(() => void opened++)
    socket.connect()
    const beat = () => message(socket, ({ topic, event }) => topic === 'phoenix' && event === 'phx_reply')
    for (let beats = 0; beats < 3; beats += 1) {
      expect(await beat()).toMatchObject({ join_ref: null, payload: { status: 'ok', response: {} } })
    }
    expect(opened).toBe(1)
  })

  test('a topic that does not exist, or was not joined, is unmatched; one that is not for the role is forbidden', async () => {
    await using server = await serverHere()
    using socket = connect(server, keys.overlay)
    socket.connect()
    const nonesuch = await settled(socket.channel('nonesuch:1').join())
    expect(nonesuch).toEqual({ status: 'error', response: { reason: 'unmatched topic' } })
    const ref = socket.makeRef()
    const answered = message(socket, (received) => received.ref === ref)
    socket.push({ topic: 'events:all', event: 'hello', payload: {}, ref, join_ref: '1' })
    expect(await answered).toMatchObject({
      join_ref: null,
      payload: { status: 'error', response: { reason: 'unmatched topic' } },
    })
    const forbidden = await settled(socket.channel('dashboard:main').join())
    expect(forbidden).toMatchObject({ status: 'error', response: { reason: 'forbidden_role' } })
  })

  test('a wrong key is turned away before the upgrade', async () => {
    await using server = await serverHere()
    const upgrade = {
      upgrade: 'websocket',
      connection: 'upgrade',
      'sec-websocket-version': '13',
      'sec-websocket-key': btoa('0123456789abcdef'),
    }
    const response = await fetch(`${server.url}/socket/websocket?vsn=2.0.0&key=nonesuch`, { headers: upgrade })
    expect(response.status).toBe(403)
    using socket = connect(server, 'nonesuch-key-000000000')
    let opened = 0
    socket.onOpen(() => void opened++)
    const failed = new Promise<void>((resolve) => {
      let failures = 0
      socket.onError(() => void (++failures === 3 && resolve()))
    })
    socket.connect()
    await failed
    expect(opened).toBe(0)
  })

  test('comes back by itself when the server restarts, and rejoins with its newest cursor', async () => {
    using folder = temporaryFolder()
    const before = await serverHere({ dataDir: folder.path })
    using socket = connect(before)
    const seen: number[] = []
    const replies: { epoch: string; head: number }[] = []
    const [joined, rejoined, one, two] = Array.from({ length: 4 }, () => Promise.withResolvers<void>())
    const channel = socket.channel('events:interactions', () => ({ cursor: seen.at(-1), epoch: replies[0]?.epoch }))
    channel.on('events', ({ events }: { events: { position: number }[] }) => {
      seen.push(...events.map(({ position }) => position))
      ;(seen.length === 1 ? one : two)?.resolve()
    })
    socket.connect()
    channel.join().receive('ok', (reply: { epoch: string; head: number }) => {
      ;(replies.push(reply) === 1 ? joined : rejoined)?.resolve()
    })
    await joined?.promise
    const first = await api(before, 'control', '/v1/commands/event.test', follow)
    await one?.promise
    await before[Symbol.asyncDispose]()
    await using after = await serverHere({ dataDir: folder.path, ports: before.ports })
    await rejoined?.promise
    const second = await api(after, 'control', '/v1/commands/event.test', follow)
    await two?.promise
    expect(seen).toEqual([first.body.position, second.body.position] as number[])
    expect(replies[1]).toMatchObject({ recovered: true, count: 0, epoch: replies[0]?.epoch ?? '' })
  })
})
