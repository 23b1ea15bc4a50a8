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
    // From the front: what is on there decides what happens behind it.
    state = layerNames.reduce((before, layer) => advanceLane(before, layer, moment), state)
  }
  return state
}

function advanceLane(queue: Queue, layer: LayerName, now: number): Queue {
  const lane = queue.lanes[layer]
  const change = changeOf(queue, layer)
  if (change === undefined || change.at > now) return queue
  switch (change.kind) {
    case 'end': {
      const settled = settle(queue, change.cue, change.isSeen ? 'finished' : 'unseen', change.at)
      return advanceLane(withLane(settled, layer, { ...lane, playing: null, free_at: change.at + gapMs }), layer, now)
    }
    case 'begin': {
      const { cue, at } = change
      const playing = { cue, started_at: at, suspended_at: null, suspended_ms: 0, is_seen: cue.was_seen ?? false }
      const waiting = lane.waiting.filter((other) => other !== cue)
      return advanceLane(withLane(queue, layer, { ...lane, waiting, playing }), layer, now)
    }
    case 'suspend':
      return withLane(queue, layer, { ...lane, playing: { ...change.playing, suspended_at: change.at } })
    case 'resume': {
      const suspended_ms = change.playing.suspended_ms + (change.at - change.since)
      const playing = { ...change.playing, suspended_at: null, suspended_ms }
      // It comes to its end before the next one steps in front of it.
      const free_at = endOf(playing) + gapMs
      const cleared = layersInFrontOf(layer).reduce(
        (state, front) => withLane(state, front, { ...state.lanes[front], free_at }),
        withLane(queue, layer, { ...lane, playing }),
      )
      return advanceLane(cleared, layer, now)
    }
    default:
      return change satisfies never
  }
}

type Playing = NonNullable<Lane['playing']>
type Change = { readonly at: number } & (
  | { readonly kind: 'end'; readonly cue: QueuedCue; readonly isSeen: boolean }
  | { readonly kind: 'begin'; readonly cue: QueuedCue }
  | { readonly kind: 'suspend'; readonly playing: Playing }
  | { readonly kind: 'resume'; readonly playing: Playing; readonly since: number }
)

/**
 * What happens next in a layer by itself. A cue that another steps in front of loses nothing of its time: it is suspended for as long,
 * and none begins behind another's back.
 */
function changeOf(queue: Queue, layer: LayerName): Change | undefined {
  const lane = queue.lanes[layer]
  const inFront = layersInFrontOf(layer).map((name) => queue.lanes[name])
  const covering = inFront.flatMap(({ playing }) => (playing === null ? [] : [playing.started_at]))
  const { playing } = lane
  if (playing === null) return covering.length > 0 ? undefined : beginning(queue, layer, inFront)
  const { cue, is_seen, suspended_at } = playing
  const end = { kind: 'end', at: endOf(playing), cue, isSeen: is_seen } as const
  if (suspended_at === null) {
    if (covering.length === 0) return end
    const at = Math.max(playing.started_at, Math.min(...covering))
    return at < end.at ? { kind: 'suspend', at, playing } : end
  }
  if (covering.length > 0 || layersInFrontOf(layer).some((front) => isGivingWay(queue, front))) return undefined
  // Since the last of them left.
  const at = Math.max(suspended_at, ...inFront.map(({ free_at }) => free_at - gapMs))
  return { kind: 'resume', at, playing, since: suspended_at }
}

/**
 * The cue whose turn it is in a layer that is free, and when it begins: not before what was in front of it has gone, nor before what it
 * would step in front of goes on, where that was stepped in front of before.
 */
function beginning(queue: Queue, layer: LayerName, inFront: readonly Lane[]): Change | undefined {
  const cue = nextOf(queue, layer)
  if (cue === undefined) return undefined
  const waitsBehind = lanesBehind(queue, layer).some(({ playing }) => playing !== null && playing.suspended_at !== null)
  if (waitsBehind && !isGivingWay(queue, layer)) return undefined
  const free = Math.max(queue.lanes[layer].free_at, ...inFront.map((lane) => lane.free_at))
  return { kind: 'begin', cue, at: Math.max(free, cue.queued_at, queue.open_since) }
}

function nextOf({ lanes, is_held, do_not_disturb }: Queue, layer: LayerName): QueuedCue | undefined {
  return is_held ? undefined : lanes[layer].waiting.find(({ priority }) => !do_not_disturb || priority >= disturbsFrom)
}

/** What was on has given way to a weightier one that has just come: what is behind the two stays behind. */
export function isGivingWay(queue: Queue, layer: LayerName): boolean {
  const { playing, free_at } = queue.lanes[layer]
  return playing === null && nextOf(queue, layer)?.queued_at === free_at - gapMs
}

function layersInFrontOf(layer: LayerName): readonly LayerName[] {
  return layerNames.slice(0, layerNames.indexOf(layer))
}

function lanesBehind({ lanes }: Queue, layer: LayerName): readonly Lane[] {
  return layerNames.slice(layerNames.indexOf(layer) + 1).map((name) => lanes[name])
}

/** When the queue is another by itself: an end, or a beginning; null where only an event changes it. Of a queue up to `now`. */
export function nextChange(queue: Queue): number | null {
  const moments = layerNames.flatMap((layer) => changeOf(queue, layer)?.at ?? [])
  return moments.length === 0 ? null : Math.min(...moments)
}
