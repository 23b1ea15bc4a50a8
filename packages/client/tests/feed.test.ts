import { expect, test } from 'bun:test'
import { connectTo, recordFeed } from './fixture.ts'
import { PhoenixServer } from './phoenix-server.ts'
import { until } from './until.ts'

const topic = 'events:chat'

test('starts at the head and brings live events in order', async () => {
  await using server = new PhoenixServer()
  server.append(3)
  await using client = connectTo(server)
  const { feed, positions } = recordFeed(client)
  await until('the feed is joined', () => feed.cursor === 3)
  expect(feed.epoch).toBe(server.log.epoch)
  server.append(2)
  server.append(5, false)
  server.append(1)
  await until('all came', () => feed.cursor === 11)
  expect(positions()).toEqual([4, 5, 11])
})

test('brings the newest events when it has a limit and no cursor', async () => {
  await using server = new PhoenixServer()
  server.append(10)
  server.append(4, false)
  await using client = connectTo(server)
  const { feed, positions } = recordFeed(client, { limit: 4 })
  await until('the replay is over', () => feed.cursor === 14)
  expect(positions()).toEqual([7, 8, 9, 10])
})

test('resumes from its cursor what was missed while it was away, once', async () => {
  await using server = new PhoenixServer()
  await using client = connectTo(server)
  const { feed, positions, resets } = recordFeed(client)
  await until('the feed is joined', () => feed.cursor === 0)
  server.append(2)
  await until('the first came', () => feed.cursor === 2)
  await server.stop()
  server.append(7)
  server.append(2, false)
  server.start()
  await until('the missed came', () => feed.cursor === 11)
  server.append(1)
  await until('the live one came', () => feed.cursor === 12)
  expect(positions()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 12])
  expect(server.joinsOf(topic).at(-1)?.payload).toEqual({ cursor: 2, epoch: server.log.epoch })
  expect(resets).toEqual([])
  expect(client.statistics).toMatchObject({ reconnects: 1, resets: 0, gaps: 0, duplicates: 0 })
})

test('rejoins from its cursor on the same socket when a frame was lost', async () => {
  await using server = new PhoenixServer()
  await using client = connectTo(server)
  const { feed, positions } = recordFeed(client)
  await until('the feed is joined', () => feed.cursor === 0)
  server.append(1)
  server.faults.push('lose')
  server.append(2)
  server.append(1)
  await until('the gap is filled', () => feed.cursor === 4)
  expect(positions()).toEqual([1, 2, 3, 4])
  expect(server.connections).toBe(1)
  expect(server.joinsOf(topic)).toHaveLength(2)
  expect(server.joinsOf(topic).at(-1)?.payload).toMatchObject({ cursor: 1 })
  expect(client.statistics.gaps).toBe(1)
})

test('drops what it has seen and applies the rest of a frame', async () => {
  await using server = new PhoenixServer()
  await using client = connectTo(server)
  const { feed, positions } = recordFeed(client)
  await until('the feed is joined', () => feed.cursor === 0)
  server.faults.push('twice')
  server.append(3)
  server.broadcast(topic, 'events', { prev: 1, events: [...server.log.events.slice(1), server.log.append(1)?.events[0]] })
  await until('the rest came', () => feed.cursor === 4)
  expect(positions()).toEqual([1, 2, 3, 4])
  expect(client.statistics).toMatchObject({ duplicates: 5, gaps: 0 })
})

test('is reset with the reason where it cannot be resumed, and goes on from the head', async () => {
  await using server = new PhoenixServer()
  server.append(9)
  await using client = connectTo(server)
  const ahead = recordFeed(client, { cursor: 12, epoch: server.log.epoch })
  await until('the cursor is refused', () => ahead.resets.length === 1)
  expect(ahead.resets).toEqual([{ reason: 'cursor_ahead', head: 9, epoch: server.log.epoch }])
  server.append(1)
  await until('the live one came', () => ahead.positions().length === 1)
  ahead.feed.close()
  await server.stop()
  server.log.replace()
  server.append(2)
  const other = recordFeed(client, { cursor: 1, epoch: 'another' })
  server.start()
  await until('the epoch is refused', () => other.resets.length === 1)
  expect(other.resets).toEqual([{ reason: 'epoch_changed', head: 2, epoch: server.log.epoch }])
  expect(other.feed).toMatchObject({ cursor: 2, epoch: server.log.epoch })
  expect(client.statistics.resets).toBe(2)
})

test('reports an event of a bad shape, and brings those around it', async () => {
  await using server = new PhoenixServer()
  await using client = connectTo(server)
  const { feed, positions } = recordFeed(client)
  await until('the feed is joined', () => feed.cursor === 0)
  const frame = server.log.append(3)
  server.broadcast(topic, 'events', { prev: 0, events: frame?.events.with(1, { position: 2, type: 7 } as never) })
  await until('the good ones came', () => feed.cursor === 3)
  expect(positions()).toEqual([1, 3])
  expect(client.errors.map(({ message }) => message.slice(0, 48))).toEqual(['events:chat: event at position 2 does not fit: ['])
})

test('reports a frame of a bad shape, stays connected, and fetches what it held', async () => {
  await using server = new PhoenixServer()
  await using client = connectTo(server)
  const { feed, positions } = recordFeed(client)
  await until('the feed is joined', () => feed.cursor === 0)
  server.log.append(2)
  server.broadcast(topic, 'events', { events: 'none' })
  server.raw(topic, 'not a frame')
  server.raw(topic, JSON.stringify([null, null, topic, 'events', null]))
  server.append(1)
  await until('the gap is filled', () => feed.cursor === 3)
  expect(positions()).toEqual([1, 2, 3])
  expect(client.errors).toHaveLength(3)
  expect(server.connections).toBe(1)
})

test('survives a listener that throws, and does not show it the events again', async () => {
  await using server = new PhoenixServer()
  await using client = connectTo(server)
  const { feed, positions } = recordFeed(client, {
    onEvents: () => {
      throw new Error('a fault of the page')
    },
  })
  await until('the feed is joined', () => feed.cursor === 0)
  server.append(1)
  server.append(1)
  await until('both came', () => feed.cursor === 2)
  expect(positions()).toEqual([1, 2])
  expect(client.errors.map(({ message }) => message)).toEqual(['a fault of the page', 'a fault of the page'])
})

test('leaves for good where it is refused, and tries again where the fault may pass', async () => {
  await using server = new PhoenixServer()
  let failures = 2
  server.onJoin = ({ payload }) => {
    if (payload.limit === 1) return { status: 'error', response: { reason: 'forbidden_role' } }
    return failures-- > 0 ? { status: 'error', response: { reason: 'join crashed' } } : undefined
  }
  await using client = connectTo(server)
  const refused = recordFeed(client, { limit: 1 })
  await until('the feed is refused', () => refused.refusals.length === 1)
  const { feed } = recordFeed(client)
  await until('the other is joined', () => feed.cursor === 0)
  server.cut()
  await until('the client is back', () => server.joinsOf(topic).length === 5)
  expect(refused.refusals).toEqual(['forbidden_role'])
  expect(server.joinsOf(topic).filter(({ payload }) => payload.limit === 1)).toHaveLength(1)
})

test('comes back to a topic that crashed or was closed by the server', async () => {
  await using server = new PhoenixServer()
  await using client = connectTo(server)
  const { feed, positions } = recordFeed(client)
  await until('the feed is joined', () => feed.cursor === 0)
  for (const [index, event] of ['phx_error', 'phx_close'].entries()) {
    server.tell(topic, event)
    server.log.append(1)
    await until(`what was missed at ${event} came`, () => feed.cursor === index + 1)
  }
  expect(positions()).toEqual([1, 2])
  expect(server.connections).toBe(1)
})
