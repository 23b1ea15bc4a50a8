// The guided tour. One event walks from a game's bytes to a layer of an overlay, through the same parts as on air: a server
// process, its log on disk, a socket, the stock phoenix client and the layer machine. Each step names the file that takes it.
import { expect, test } from 'bun:test'
import { emptyStage, transition } from '@landale/layers'
import {
  type Cue,
  Event,
  type EventsPush,
  type JoinReply,
  type OverlayReply,
  type OverlayStateOf,
  type StatePush,
} from '@landale/protocol'
import { api, serverProcess } from './fixture.ts'
import { frame, game } from './game.ts'
import { join, nextPush, phoenixSocket } from './phoenix.ts'

type Ironmon = OverlayStateOf<'ironmon'>

test('a checkpoint cleared in the game comes in on the overlay’s foreground', async () => {
  await using server = await serverProcess()

  // Somebody watches the feed, and an overlay its state, both with the stock client.
  using watcher = phoenixSocket(server.socketUrl)
  const feed = watcher.socket.channel('events:ironmon', {})
  const { head, recovered } = await join<JoinReply>(feed)
  expect(recovered).toBe(true)
  const overlay = watcher.socket.channel('overlay:ironmon', {})
  const before = await join<OverlayReply<Ironmon>>(overlay)
  expect(before.state).toMatchObject({ cues: [], run: { current: null, attempts: 0 } })

  const arrived = nextPush<EventsPush>(feed, 'events', ({ events }) =>
    events.some(({ type }) => type === 'run.checkpoint.cleared'),
  )
  const drawn = nextPush<StatePush<Ironmon>>(overlay, 'state', ({ value }) => value.cues.length > 0)

  // 1 ingest: apps/server/src/ingest/ironmon. The game's bytes come split and joined as TCP likes it.
  using emulator = await game(server.ports.tcp)
  const bytes =
    frame('init', { version: '8.6.0', game: 3 }) + frame('seed', { count: 1482 }) + frame('checkpoint', { id: 5, name: 'BROCK' })
  emulator.send(bytes.slice(0, 30))
  emulator.send(bytes.slice(30))

  // 2 log: packages/event-log/src/event-log.ts gave it its place, on disk, before anybody heard of it.
  // 3 batch and 4 channel: apps/server/src/channel made one frame of it, after `prev`, for every subscriber of the feed.
  const { events } = await arrived
  const cleared = Event.parse(events.at(-1))
  expect(cleared).toMatchObject({
    type: 'run.checkpoint.cleared',
    source: 'ironmon',
    payload: { number: 1482, checkpoint: 'BROCK', checkpoint_id: 5 },
    metadata: { origin: 'live', raw_type: 'checkpoint' },
  })
  expect(cleared.position).toBe(head + 2)
  const stored = await api(server, 'overlay', `/v1/sessions/${cleared.session}/events?after=${cleared.seq - 1}&limit=1`)
  expect(stored.body.events).toEqual([cleared])

  // 5 client: the overlay's state came with it, a cue with its own absolute time.
  const { value } = await drawn
  expect(value.run).toMatchObject({ attempts: 1, current: { number: 1482, cleared: ['BROCK'] }, last_cleared: { name: 'BROCK' } })
  const [cue] = value.cues
  expect(cue).toMatchObject({
    layer: 'foreground',
    kind: 'run.checkpoint.cleared',
    origin: 'live',
    starts_at: Date.parse(cleared.inserted_at),
  })

  // 6 layer: packages/layers. The furniture is on; the cue comes in over it, and the furniture gives way.
  const furniture = transition(emptyStage<Pick<Cue, 'id'>>(), { kind: 'show', layer: 'background', content: { id: 'furniture' } })
  const on = transition(furniture.state, { kind: 'done', layer: 'background', motion: 1 })
  if (cue === undefined) throw new Error('no cue came')
  const { effects } = transition(on.state, { kind: 'show', layer: cue.layer, content: cue })
  expect(effects.map(({ kind, layer }) => `${kind} ${layer}`).sort()).toEqual(['enter foreground', 'interrupt background'])

  // 7 motion: apps/overlays/src/ironmon/timeline.ts plays these effects; path-of-an-event.browser.test.ts looks at the pixels.
})
