import { errorFields, every } from '@landale/service'
import type { CreateSource } from '../source.ts'
import { Captions } from './captions/captions.ts'
import { createObsCommands } from './commands.ts'
import { Connection } from './connection.ts'
import { heardEvents, isStreamEnding } from './events.ts'
import { type Link, LinkError } from './link.ts'
import { Listener } from './listener.ts'
import { OverlayWatcher } from './overlay-watch.ts'
import { ReplayWaiters } from './replay-waiters.ts'
import { SceneItems } from './scene-items.ts'
import { readStats, type StreamSample } from './stats.ts'
import { Studio } from './studio.ts'

const statsEveryMs = 2_000

/** The streamer's OBS, over obs-websocket 5: its state and events in, commands and captions out. */
export const createObs: CreateSource = (context) => {
  const { log, config, clock, status, logger, changed, broadcast, metrics, captionsOn, overlayPages } = context
  const items = new SceneItems()
  const replays = new ReplayWaiters(clock)
  let connection: Connection | undefined
  let listener: Listener | undefined
  let sample: StreamSample | undefined
  let isEnding = false
  let isOdd = false
  let stopStats = () => {}
  const link = () => connection?.link

  const studio = new Studio({
    log,
    clock,
    broadcast,
    changed,
    onChange: (change) => {
      if (change.kind === 'replay_saved') replays.settle(change.path)
      if (change.kind !== 'stream') return
      sample = undefined
      isEnding = false
      if (!change.active) captions.end()
    },
  })
  const streaming = () => (studio.state.stream.active && !isEnding ? link() : undefined)
  const captions = new Captions({ clock, isOn: captionsOn, streaming, changed })
  metrics.gauge('captions_sent', 'Captions that OBS has taken for the platform', () => captions.state.sent)
  metrics.gauge('captions_dropped', 'Captions that came faster than they can be read', () => captions.state.dropped)
  const overlays = new OverlayWatcher({ log, clock, logger, link, pages: overlayPages })

  const onEvent = (_from: Link, type: string, data: unknown) => {
    if (isStreamEnding(type, data)) {
      isEnding = true
      captions.end()
    }
    overlays.hear(type)
    listener?.hear(type, data)
  }

  const onDropped = () => metrics.sourceEvents.inc({ source: 'obs', outcome: 'dropped' })

  const onOpen = async (opened: Link) => {
    listener?.end()
    let wasKnown = studio.state.version !== null
    const whole = (found: Parameters<typeof studio.adopt>[0]) => {
      if (wasKnown) log.offer(connectionEvent('connection.restored', {}, clock.now()))
      wasKnown = false
      studio.adopt(found)
    }
    const onChanges: Studio['take'] = (changes, rawType) => studio.take(changes, rawType)
    listener = new Listener({ link: opened, items, now: clock.now, logger, onWhole: whole, onChanges, onDropped })
    await listener.begin()
    sample = undefined
    isEnding = false
    overlays.connected()
    status.ok()
  }

  const onDown: ConstructorParameters<typeof Connection>[0]['onDown'] = ({ reason, close }) => {
    listener?.end()
    listener = undefined
    captions.end()
    status.down(reason)
    if (close !== undefined) log.offer(connectionEvent('connection.lost', { reason: close }, clock.now()))
    studio.disconnected()
  }

  const askStats = async () => {
    const there = link()
    if (there === undefined) return
    try {
      const reading = await readStats(there, sample, clock.now)
      if (link() !== there) return
      isOdd = false
      sample = reading.sample
      studio.take(reading.changes)
    } catch (error) {
      // A peer that answers nothing is as good as gone, and a new connection may reach it.
      if (error instanceof LinkError) return there.giveUp(error)
      if (!isOdd) logger.warn(errorFields(error), 'what OBS says of how it does is not understood')
      isOdd = true
    }
  }

  return {
    name: 'obs',
    start() {
      const { url, password } = config.obs
      if (url === undefined) {
        status.off('OBS_URL is none')
        void broadcast.report({ kind: 'studio', source: 'obs' }, 'absent').catch(() => {})
        return
      }
      status.down('connecting')
      const requestLimitMs = config.outbound.timeoutMs
      connection = new Connection({
        url,
        password,
        requestLimitMs,
        clock,
        logger,
        random: Math.random,
        events: heardEvents,
        onEvent,
        onOpen,
        onDown,
      })
      studio.disconnected()
      connection.start()
      stopStats = every(clock, statsEveryMs, askStats)
      overlays.start()
    },
    async stop() {
      stopStats()
      overlays.stop()
      captions.end()
      listener?.end()
      connection?.stop()
      replays.settle(null)
      studio.flush()
    },
    commands: createObsCommands({
      link,
      state: () => studio.state,
      nextReplay: replays.next,
      lastRecording: () => studio.lastRecording,
    }),
    view: () => ({ obs: { ...studio.state, captions: captions.state } }),
    take: (events) => captions.take(events),
  }
}

function connectionEvent(type: 'connection.lost' | 'connection.restored', payload: { reason?: string }, at: number) {
  return {
    type,
    source: 'obs',
    actor: 'system',
    payload: { service: 'obs', ...payload },
    metadata: { occurred_at: new Date(at).toISOString() },
  }
}
