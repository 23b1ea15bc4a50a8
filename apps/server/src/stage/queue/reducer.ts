import {
  clearedActor,
  type Event,
  isEventOf,
  type LayerName,
  layerNames,
  type QueuedCue,
  type SettledCue,
} from '@landale/protocol'
import { advance } from './advance.ts'
import { type EnqueueOptions, enqueue } from './enqueue.ts'
import { gapMs, maxMuted, type Queue, settle, withLane } from './state.ts'

/**
 * The cue queue after an event, pure: up to the event's time by itself, then by what the event says. So the same events give the
 * same queue, whenever they are read.
 */
export function reduceQueue(queue: Queue, event: Event, options: EnqueueOptions): Queue {
  const now = Date.parse(event.inserted_at)
  const before = advance(queue, now)
  return advance(apply(before, event, now, options), now)
}

function apply(queue: Queue, event: Event, now: number, options: EnqueueOptions): Queue {
  const cleared = clearedActor(event)
  if (cleared !== undefined) return takeBack(queue, cleared, now)
  if (isEventOf(event, 'queue.held')) return queue.is_held ? queue : { ...queue, is_held: true }
  if (isEventOf(event, 'queue.resumed')) return queue.is_held ? { ...queue, is_held: false, open_since: now } : queue
  if (isEventOf(event, 'queue.do_not_disturb.changed')) {
    const { on } = event.payload
    if (on === queue.do_not_disturb) return queue
    return { ...queue, do_not_disturb: on, open_since: on ? queue.open_since : now }
  }
  if (isEventOf(event, 'queue.mute.changed')) return mute(queue, event.payload)
  if (isEventOf(event, 'queue.cleared')) return removeWaiting(queue, () => true, 'removed', now)
  if (isEventOf(event, 'cue.removed')) return removeWaiting(queue, ({ id }) => id === event.payload.cue, 'removed', now)
  if (isEventOf(event, 'cue.skipped')) return skip(queue, event.payload.cue, now)
  if (isEventOf(event, 'cue.moved')) return move(queue, event.payload.cue, event.payload.before)
  if (isEventOf(event, 'cue.shown')) return see(queue, event.payload.cue)
  return enqueue(queue, event, options)
}

/** What is muted shows nothing from now on; what waits already was let in before. */
function mute(queue: Queue, { kind, on }: { kind: string; on: boolean }): Queue {
  if (on === queue.muted.includes(kind)) return queue
  if (!on) return { ...queue, muted: queue.muted.filter((other) => other !== kind) }
  return { ...queue, muted: [...queue.muted, kind].slice(-maxMuted) }
}

/** Somebody who is banned is off the screen at once, and so is what waited of them. */
function takeBack(queue: Queue, actor: string, now: number): Queue {
  const isTheirs = (cue: QueuedCue) => cue.actor === actor
  return endPlaying(removeWaiting(queue, isTheirs, 'taken_back', now), isTheirs, 'taken_back', now)
}

type Which = (cue: QueuedCue) => boolean

function removeWaiting(queue: Queue, which: Which, outcome: SettledCue['outcome'], now: number): Queue {
  return layerNames.reduce((state, layer) => {
    const lane = state.lanes[layer]
    const gone = lane.waiting.filter(which)
    if (gone.length === 0) return state
    const left = withLane(state, layer, { ...lane, waiting: lane.waiting.filter((cue) => !gone.includes(cue)) })
    return gone.reduce((settled, cue) => settle(settled, cue, outcome, now), left)
  }, queue)
}

function endPlaying(queue: Queue, which: Which, outcome: SettledCue['outcome'], now: number): Queue {
  return layerNames.reduce((state, layer) => {
    const lane = state.lanes[layer]
    if (lane.playing === null || !which(lane.playing.cue)) return state
    const ended = withLane(state, layer, { ...lane, playing: null, free_at: now + gapMs })
    return settle(noLaterThan(ended, now + gapMs), lane.playing.cue, outcome, now)
  }, queue)
}

/** Nothing waits for the end of what has gone before it. */
function noLaterThan(queue: Queue, at: number): Queue {
  return layerNames.reduce((state, layer) => {
    const lane = state.lanes[layer]
    return lane.free_at > at ? withLane(state, layer, { ...lane, free_at: at }) : state
  }, queue)
}

function skip(queue: Queue, wanted: string | null, now: number): Queue {
  const foremost = layerNames.map((layer) => queue.lanes[layer].playing?.cue.id).find((id) => id !== undefined)
  return endPlaying(queue, ({ id }) => id === (wanted ?? foremost), 'skipped', now)
}

function move(queue: Queue, id: string, before: string | null): Queue {
  const layer = layerNames.find((name) => queue.lanes[name].waiting.some((cue) => cue.id === id))
  if (layer === undefined || before === id) return queue
  const { waiting } = queue.lanes[layer]
  const cue = waiting.find((other) => other.id === id)
  const others = waiting.filter((other) => other !== cue)
  const at = before === null ? others.length : others.findIndex((other) => other.id === before)
  if (cue === undefined || at === -1) return queue
  return withLane(queue, layer, { ...queue.lanes[layer], waiting: others.toSpliced(at, 0, cue) })
}

/** A page has it on screen. */
function see(queue: Queue, id: string): Queue {
  const layer = layerNames.find((name: LayerName) => queue.lanes[name].playing?.cue.id === id)
  if (layer === undefined) return queue
  const lane = queue.lanes[layer]
  if (lane.playing === null || lane.playing.is_seen) return queue
  return withLane(queue, layer, { ...lane, playing: { ...lane.playing, is_seen: true } })
}
