import { expect, test } from 'bun:test'
import { PushError } from '../src/push-error.ts'
import { connectTo, type TestClient } from './fixture.ts'
import { PhoenixServer } from './phoenix-server.ts'
import { until } from './until.ts'

const topic = 'overlay:alerts'

function recordState(client: TestClient, params?: () => object) {
  const told: unknown[] = []
  const channel = client.state(topic, {
    ...(params === undefined ? {} : { params }),
    onJoin: (reply) => void told.push(['join', reply]),
    onState: (value, meta) => void told.push(['state', value, meta]),
    onPush: (event, payload) => void told.push([event, payload]),
    onRefused: ({ reason }) => void told.push(['refused', reason]),
  })
  return { channel, told }
}

const caught = (promise: Promise<unknown>) => promise.then(() => undefined).catch((error: unknown) => error as PushError)

test('tells the join, the state it brings, newer states and other pushes', async () => {
  await using server = new PhoenixServer()
  const reply = { instance: 'i', build: 'b', state: { cues: [] }, version: 4, epoch: 'e', head: 2, now: 1_000 }
  server.onJoin = () => ({ status: 'ok', response: reply })
  await using client = connectTo(server)
  const { told } = recordState(client, () => ({ build: 'b1' }))
  await until('the state came', () => told.length === 2)
  expect(server.frames[0]?.payload).toEqual({ build: 'b1' })
  server.broadcast(topic, 'state', { version: 4, value: 'late', now: 1_001 })
  server.broadcast(topic, 'state', { version: 5, value: { cues: [1] }, now: 1_002 })
  server.broadcast(topic, 'state', { version: 'six' })
  server.broadcast(topic, 'refresh', { when: 'idle' })
  await until('the push came', () => told.length === 4)
  expect(told).toEqual([
    ['join', reply],
    ['state', { cues: [] }, { version: 4, now: 1_000 }],
    ['state', { cues: [1] }, { version: 5, now: 1_002 }],
    ['refresh', { when: 'idle' }],
  ])
  expect(client.errors).toHaveLength(1)
})

test('asks for its params at every rejoin and takes the state of a server that counts anew', async () => {
  await using server = new PhoenixServer()
  let version = 90
  server.onJoin = () => ({ status: 'ok', response: { version, value: `v${version}`, now: 1 } })
  await using client = connectTo(server)
  let joins = 0
  const { told } = recordState(client, () => ({ joins: ++joins }))
  await until('the first state came', () => told.length === 2)
  version = 1
  await server.restart()
  await until('the second state came', () => told.length === 4)
  expect(told.at(-1)).toEqual(['state', 'v1', { version: 1, now: 1 }])
  expect(server.joinsOf(topic).map(({ payload }) => payload)).toEqual([{ joins: 1 }, { joins: 2 }])
})

test('a push answers with the response, or rejects with the reason and whether to retry', async () => {
  await using server = new PhoenixServer()
  server.onPush = ({ event }) => (event === 'fine' ? undefined : { status: 'error', response: { reason: event, message: 'no' } })
  await using client = connectTo(server)
  const { channel } = recordState(client)
  expect(await channel.push('fine', { n: 1 })).toEqual({ echo: { n: 1 } })
  const invalid = await caught(channel.push('invalid_command', {}))
  expect(invalid).toBeInstanceOf(PushError)
  expect(invalid).toMatchObject({ reason: 'invalid_command', retryable: false, message: 'no' })
  expect(await caught(channel.push('backlog_full', {}))).toMatchObject({ reason: 'backlog_full', retryable: true })
})

test('what is pushed without a connection waits and goes out in order; beyond the limit the newest is refused', async () => {
  await using server = new PhoenixServer()
  await server.stop()
  await using client = connectTo(server, { outboxLimit: 3 })
  const { channel } = recordState(client)
  const kept = [1, 2, 3].map((n) => channel.push('add', { n }))
  expect(await caught(channel.push('add', { n: 4 }))).toMatchObject({ reason: 'outbox_full', retryable: true })
  expect(client.statistics).toMatchObject({ queueDepth: 3, dropped: 1 })
  server.start()
  expect(await Promise.all(kept)).toEqual([{ echo: { n: 1 } }, { echo: { n: 2 } }, { echo: { n: 3 } }])
  expect(server.frames.filter(({ event }) => event === 'add').map(({ payload }) => payload.n)).toEqual([1, 2, 3])
  expect(client.statistics.queueDepth).toBe(0)
})

test('a push that waited too long may be retried; one that left and was not answered may not', async () => {
  await using server = new PhoenixServer()
  server.onPush = () => 'silent'
  await using client = connectTo(server, { timeoutMs: 60 })
  const { channel } = recordState(client)
  await until('the topic is joined', () => channel.joined)
  expect(await caught(channel.push('lost', {}))).toMatchObject({ reason: 'timeout', retryable: false })
  const left = caught(channel.push('left', {}))
  await until('it arrived', () => server.frames.some(({ event }) => event === 'left'))
  await server.stop()
  expect(await left).toMatchObject({ reason: 'connection_lost', retryable: false })
  expect(await caught(channel.push('waits', {}))).toMatchObject({ reason: 'timeout', retryable: true })
  expect(client.statistics.queueDepth).toBe(0)
})

test('a refused or closed channel fails what waits and what comes', async () => {
  await using server = new PhoenixServer()
  server.onJoin = () => ({ status: 'error', response: { reason: 'unauthorized' } })
  await using client = connectTo(server)
  const { channel, told } = recordState(client)
  expect(await caught(channel.push('early', {}))).toMatchObject({ reason: 'closed', retryable: false })
  expect(await caught(channel.push('late', {}))).toMatchObject({ reason: 'closed' })
  expect(told).toEqual([['refused', 'unauthorized']])
})

test('a topic is open once on a client, and free again when it is closed', async () => {
  await using server = new PhoenixServer()
  await using client = connectTo(server)
  const { channel } = recordState(client)
  expect(() => recordState(client)).toThrow('overlay:alerts is already open on this client')
  channel.close()
  const again = recordState(client)
  await until('the second is joined', () => again.channel.joined)
})
