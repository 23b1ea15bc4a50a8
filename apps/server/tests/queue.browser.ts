// The cue queue and a real page: what is steered is seen, and what was seen is known.
import { expect, test } from 'bun:test'
import type { Event, QueueView } from '@landale/protocol'
import { openBrowser } from '@landale/testing/browser'
import { api, keys, serverProcess, type TestServer } from './fixture.ts'
import { join, phoenixSocket } from './phoenix.ts'
import { until } from './twitch.ts'

const limitMs = 60_000

const command = (server: TestServer, name: string, body: unknown = {}) => api(server, 'control', `/v1/commands/${name}`, body)
const tryOut = (server: TestServer, type: string) => command(server, 'event.test', { type })

async function queueOf(server: TestServer): Promise<QueueView> {
  using client = phoenixSocket(server.socketUrl, 'control')
  return (await join<{ value: QueueView }>(client.socket.channel('stream:queue'))).value
}

const receiptsOf = async (server: TestServer) =>
  ((await api(server, 'control', '/v1/events?type=cue.*&order=asc')).body.events as Event[]).map(({ type, payload }) => [
    type,
    payload.cue,
  ])

test(
  'a page says of each cue that it is on and that it is over, and a cue that no page shows is filed as unseen',
  async () => {
    await using server = await serverProcess()
    await tryOut(server, 'channel.followed')
    await until('it is over', async () => (await queueOf(server)).settled.length === 1)
    expect((await queueOf(server)).settled).toMatchObject([{ outcome: 'unseen' }])

    await using chromium = await openBrowser()
    const { page, faults } = await chromium.open(`${server.url}/overlay/alerts?key=${keys.overlay}`)
    await page.waitForSelector('#root[data-connected="true"]')
    await tryOut(server, 'channel.followed')
    const cue = await page.locator('[data-layer="midground"][data-state="active"]').getAttribute('data-cue')
    await page.waitForSelector('[data-layer="midground"][data-state="hidden"]', { state: 'attached' })
    await until('it is known', async () => (await receiptsOf(server)).length === 2)
    expect(await receiptsOf(server)).toEqual([
      ['cue.shown', cue],
      ['cue.finished', cue],
    ])
    expect((await queueOf(server)).settled).toMatchObject([{ cue: { id: cue }, outcome: 'finished' }, {}])
    expect(faults).toEqual([])
  },
  limitMs,
)

test(
  'what is skipped leaves the screen, what is held stays off it, and what was interrupted comes back',
  async () => {
    await using server = await serverProcess()
    await using chromium = await openBrowser()
    const { page } = await chromium.open(`${server.url}/overlay/alerts?key=${keys.overlay}`)
    await page.waitForSelector('#root[data-connected="true"]')
    const on = (kind: string) => page.waitForSelector(`[data-layer="foreground"][data-kind="${kind}"][data-state="active"]`)

    await tryOut(server, 'run.checkpoint.cleared')
    await on('run.checkpoint.cleared')
    await tryOut(server, 'channel.raided')
    await on('channel.raided')
    await command(server, 'queue.skip')
    await on('run.checkpoint.cleared')
    await command(server, 'queue.hold')
    await tryOut(server, 'channel.subscription.gifted')
    await page.waitForSelector('[data-layer="foreground"][data-state="hidden"]', { state: 'attached' })
    expect((await queueOf(server)).waiting).toMatchObject([{ kind: 'channel.subscription.gifted' }])
    await command(server, 'queue.resume')
    await on('channel.subscription.gifted')
  },
  limitMs,
)
