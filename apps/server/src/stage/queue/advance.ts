import { type LayerName, layerNames, type QueuedCue } from '@landale/protocol'
import { endOf, gapMs, type Lane, type Queue, settle, withLane } from './state.ts'

/** From this priority on a cue is let through while the streamer is not to be disturbed. */
const disturbsFrom = 100

/**
 * The queue at a later time, pure: what has come to its end is settled, and the next begins at the very moment it was due, however
 * late it is asked. The same queue where nothing has happened.
 */
export function advance(queue: Queue, now: number): Queue {
  let state = queue
  // Moment by moment over all layers, so that what is settled is in the order of time however seldom it is asked.
  for (let next = nextChange(state); next !== null && next <= now; next = nextChange(state)) {
    const moment = next
    state = layerNames.reduce((before, layer) => advanceLane(before, layer, moment), state)
  }
  return state
}

function advanceLane(queue: Queue, layer: LayerName, now: number): Queue {
  let state = queue
  for (;;) {
    const lane = state.lanes[layer]
    if (lane.playing !== null) {
      const end = endOf(lane.playing)
      if (end > now) return state
      const { cue, is_seen } = lane.playing
      state = settle(state, cue, is_seen ? 'finished' : 'unseen', end)
      state = withLane(state, layer, { ...lane, playing: null, free_at: end + gapMs })
      continue
    }
    const next = nextOf(state, lane)
    if (next === undefined || next.startsAt > now) return state
    const waiting = lane.waiting.filter((cue) => cue !== next.cue)
    state = withLane(state, layer, {
      ...lane,
      waiting,
      playing: { cue: next.cue, started_at: next.startsAt, is_seen: next.cue.was_seen ?? false },
    })
  }
}

/** The cue whose turn it is in a layer that is free, and when it begins. */
function nextOf(queue: Queue, { waiting, free_at }: Lane): { cue: QueuedCue; startsAt: number } | undefined {
  if (queue.is_held) return undefined
  const cue = waiting.find(({ priority }) => !queue.do_not_disturb || priority >= disturbsFrom)
  return cue && { cue, startsAt: Math.max(free_at, cue.queued_at, queue.open_since) }
}

/** When the queue is another by itself: an end, or a beginning; null where only an event changes it. Of a queue up to `now`. */
export function nextChange(queue: Queue): number | null {
  const moments = layerNames.flatMap((layer) => {
    const lane = queue.lanes[layer]
    if (lane.playing !== null) return [endOf(lane.playing)]
    const next = nextOf(queue, lane)
    return next === undefined ? [] : [next.startsAt]
  })
  return moments.length === 0 ? null : Math.min(...moments)
}
