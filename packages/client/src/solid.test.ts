import { expect, test } from 'bun:test'
import { createRoot } from 'solid-js'
import { PhoenixServer } from '../tests/phoenix-server.ts'
import { until } from '../tests/until.ts'
import { createChannelState, createClientStatus, createFeed, createLandaleClient } from './solid.ts'

test('what an owner created shows what the server says, and ends with the owner', async () => {
  await using server = new PhoenixServer()
  server.log.append(5)
  server.onJoin = ({ topic }) =>
    topic === 'stream:stage' ? { status: 'ok', response: { version: 1, value: { shows: [{ id: 'a' }] }, now: 1 } } : undefined
  const page = createRoot((dispose) => {
    const client = createLandaleClient({ url: server.url, key: 'k'.repeat(32), name: 'test', random: () => 0 })
    const status = createClientStatus(client)
    const stage = createChannelState<{ shows: { id: string }[] }>(client, 'stream:stage')
    const chat = createFeed(client, 'chat', { limit: 3 })
    return { dispose, client, status, stage, chat }
  })
  expect(page.stage.value).toBeUndefined()
  await until('state and events came', () => page.stage.value !== undefined && page.chat().length === 3)
  expect(page.status().kind).toBe('connected')
  expect(page.stage.value?.shows).toEqual([{ id: 'a' }])
  server.broadcast('stream:stage', 'state', { version: 2, value: { shows: [{ id: 'b' }] }, now: 2 })
  server.append(1)
  await until('the newer came', () => page.stage.meta?.version === 2 && page.chat().at(-1)?.position === 6)
  expect(page.stage.value?.shows).toEqual([{ id: 'b' }])
  expect(page.chat().map(({ position }) => position)).toEqual([4, 5, 6])
  page.dispose()
  expect(page.client.status.kind).toBe('closed')
  await until('the socket is closed', () => server.sockets.size === 0)
})
