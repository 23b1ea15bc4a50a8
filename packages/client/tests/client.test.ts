import { expect, test } from 'bun:test'
import type { ClientStatus } from '../src/status.ts'
import { connectTo, recordFeed } from './fixture.ts'
import { PhoenixServer } from './phoenix-server.ts'
import { until } from './until.ts'

test('presents its key as the auth token and its name as a parameter, on one socket for all topics', async () => {
  await using server = new PhoenixServer()
  await using client = connectTo(server, { key: 'k'.repeat(43), name: 'overlay ironmon' })
  const { feed } = recordFeed(client)
  const state = client.state('overlay:ironmon', {})
  await until('both are joined', () => feed.cursor === 0 && state.joined)
  const [socket] = server.sockets
  expect(socket?.data).toMatchObject({ key: 'k'.repeat(43), name: 'overlay ironmon' })
  expect(server.connections).toBe(1)
  expect(client.statistics).toMatchObject({ state: 'connected', sent: 2, received: 2, reconnects: 0, attempts: 0 })
})

test('comes back whatever the close code, 1000 among them', async () => {
  await using server = new PhoenixServer()
  await using client = connectTo(server)
  const { feed } = recordFeed(client)
  await until('the feed is joined', () => feed.cursor === 0)
  for (const [index, code] of [1000, 1001, 1012, 1013, 4000].entries()) {
    server.cut(code)
    await until(`it is back after ${code}`, () => server.joinsOf('events:chat').length === index + 2)
  }
  expect(client.statistics.reconnects).toBe(5)
})

test('says what it does: waiting with the attempt and the time, connecting, connected, closed', async () => {
  await using server = new PhoenixServer()
  await server.stop()
  const client = connectTo(server, { clock: () => 1_000, random: () => 0.5 })
  const told: ClientStatus[] = []
  const unsubscribe = client.onStatus((status) => void told.push(status))
  expect(client.status).toEqual({ kind: 'connecting', attempt: 1 })
  await until('it waits for the third attempt', () => told.length === 3)
  server.start()
  await until('it is connected', () => client.status.kind === 'connected')
  expect(told.slice(0, 3)).toEqual([
    { kind: 'waiting', attempt: 2, retryAt: 1_050 },
    { kind: 'connecting', attempt: 2 },
    { kind: 'waiting', attempt: 3, retryAt: 1_100 },
  ])
  expect(client.status).toEqual({ kind: 'connected', since: 1_000 })
  unsubscribe()
  client.close()
  expect(client.status).toEqual({ kind: 'closed' })
  await until('the server lost it', () => server.sockets.size === 0)
  expect(told.at(-1)).toEqual({ kind: 'connected', since: 1_000 })
})

test('keeps trying a server that turns it away before the upgrade', async () => {
  await using server = new PhoenixServer()
  server.isClosedToAll = true
  await using client = connectTo(server)
  await until('it tried five times', () => client.statistics.attempts >= 5)
  server.isClosedToAll = false
  await until('it is connected', () => client.status.kind === 'connected')
})

test('does not wait when the network comes back', async () => {
  await using server = new PhoenixServer()
  await server.stop()
  await using client = connectTo(server, { random: () => 1 })
  await using closed = connectTo(server)
  closed.close()
  await until('it waits', () => client.status.kind === 'waiting')
  server.start()
  const page: unknown = globalThis
  ;(page as EventTarget).dispatchEvent(new Event('online'))
  expect(client.status).toEqual({ kind: 'connecting', attempt: 2 })
  expect(closed.status).toEqual({ kind: 'closed' })
  await until('it is connected', () => client.status.kind === 'connected')
})

test('gives up a connection that answers no heartbeat', async () => {
  await using server = new PhoenixServer()
  await using client = connectTo(server, { heartbeatIntervalMs: 40 })
  await until('a heartbeat was answered', () => client.statistics.heartbeatRttMs !== undefined)
  server.isMute = true
  await until('it is on another connection', () => server.connections === 2)
  server.isMute = false
  expect(client.statistics.reconnects).toBe(1)
})

test('gives up a connection attempt that neither opens nor fails', async () => {
  await using hole = Object.assign(
    Bun.listen({ hostname: '127.0.0.1', port: 0, socket: { data() {} } }) as Bun.TCPSocketListener,
    {
      async [Symbol.asyncDispose](this: Bun.TCPSocketListener) {
        this.stop(true)
      },
    },
  )
  await using server = new PhoenixServer()
  await using client = connectTo(server, { url: `ws://127.0.0.1:${hole.port}/socket`, timeoutMs: 50 })
  await until('it began again twice', () => client.statistics.attempts >= 3)
  expect(client.status.kind).toBe('connecting')
})

test('knows the server’s clock from a join', async () => {
  await using server = new PhoenixServer()
  await using client = connectTo(server, { clock: () => Date.now() - 3_600_000 })
  const { feed } = recordFeed(client)
  await until('the feed is joined', () => feed.cursor === 0)
  expect(Math.abs(client.now() - Date.now())).toBeLessThan(250)
})
