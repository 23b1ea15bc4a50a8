import { type Event, isEventOf, type QueuedCue } from '@landale/protocol'
import { type CueRules, type CueWish, wishOf } from '../cue-rules.ts'
import { gapMs, type Lane, leftOf, type Queue, settle, waitingCount, withLane } from './state.ts'

/** A cue this much weightier than the one that is on takes its place. */
const preemptsBy = 40
/** What is left of an interrupted cue and is less was seen. */
const worthResumingMs = 1_500
/** How long after a raid follows are taken for its own. */
const raidWindowMs = 60_000

export type EnqueueOptions = { maxCues: number; rules: CueRules }

/** The queue with what an event wants shown. Of a queue up to the event's time. */
export function enqueue(queue: Queue, event: Event, { maxCues, rules }: EnqueueOptions): Queue {
  const now = Date.parse(event.inserted_at)
  const wish = wishOf(event, rules)
  const absorbed = absorb(queue, event, now) ?? (wish && merge(queue, event, wish, rules, now))
  if (absorbed) return absorbed
  if (wish === undefined) return queue
  const cue = cueOf(event, wish, now)
  if (queue.muted.includes(cue.kind)) return settle(queue, cue, 'muted', now)
  const lastOne = queue.cooling[cue.kind]
  if (lastOne !== undefined && now - lastOne < wish.cooldownMs) return settle(queue, cue, 'cooling_down', now)
  const roomy = makeRoom(queue, cue, maxCues, now)
  if (roomy === undefined) return settle({ ...queue, dropped: queue.dropped + 1 }, cue, 'dropped', now)
  const cooling = wish.cooldownMs === 0 ? roomy.cooling : { ...roomy.cooling, [cue.kind]: now }
  const added = preempt({ ...roomy, cooling }, cue, now)
  const raid = event.type === 'channel.raided' ? { cue: cue.id, at: now, follows: 0 } : added.raid
  return { ...withLane(added, cue.layer, insert(added.lanes[cue.layer], cue, 'after')), raid }
}

function cueOf(
  event: Event,
  { kind, layer, priority, size, durationMs, sound, payload, merge }: CueWish,
  now: number,
): QueuedCue {
  return {
    id: `cue_${event.id.slice('evt_'.length)}`,
    event: event.position,
    layer,
    kind,
    priority,
    size,
    duration_ms: durationMs,
    left_ms: durationMs,
    origin: event.metadata.origin,
    actor: event.actor,
    payload,
    queued_at: now,
    ...(sound === undefined ? undefined : { sound }),
    ...(merge === undefined ? undefined : { amount: merge.amount }),
  }
}

/** Puts a cue into the line behind those that weigh as much, or before them. */
function insert(lane: Lane, cue: QueuedCue, where: 'before' | 'after'): Lane {
  const isBehind = ({ priority }: QueuedCue) => (where === 'after' ? priority < cue.priority : priority <= cue.priority)
  const at = lane.waiting.findIndex(isBehind)
  return { ...lane, waiting: lane.waiting.toSpliced(at === -1 ? lane.waiting.length : at, 0, cue) }
}

/** In a full queue the lightest gives way, the newest of them; undefined where that is the newcomer. */
function makeRoom(queue: Queue, cue: QueuedCue, maxCues: number, now: number): Queue | undefined {
  if (waitingCount(queue) < maxCues) return queue
  const all = Object.values(queue.lanes).flatMap(({ waiting }) => waiting)
  const lightest = all.reduce((least, other) =>
    other.priority < least.priority || (other.priority === least.priority && other.queued_at >= least.queued_at) ? other : least,
  )
  if (lightest.priority >= cue.priority) return undefined
  const lane = queue.lanes[lightest.layer]
  const without = withLane(queue, lightest.layer, { ...lane, waiting: lane.waiting.filter((other) => other !== lightest) })
  return settle({ ...without, dropped: queue.dropped + 1 }, lightest, 'dropped', now)
}

/** What is on gives way to what is much weightier, and comes back for the rest of its time. */
function preempt(queue: Queue, { layer, priority }: QueuedCue, now: number): Queue {
  const lane = queue.lanes[layer]
  const { playing } = lane
  if (playing === null || queue.is_held || priority - playing.cue.priority < preemptsBy) return queue
  const left = leftOf(playing, now)
  const free = { ...lane, playing: null, free_at: now + gapMs }
  if (left < worthResumingMs)
    return withLane(settle(queue, playing.cue, playing.is_seen ? 'finished' : 'unseen', now), layer, free)
  return withLane(queue, layer, insert(free, { ...playing.cue, left_ms: left, was_seen: playing.is_seen }, 'before'))
}

/** A raid's own follows are said with it. */
function absorb(queue: Queue, event: Event, now: number): Queue | undefined {
  const { raid } = queue
  if (raid === null || !isEventOf(event, 'channel.followed') || now - raid.at > raidWindowMs) return undefined
  const follows = raid.follows + 1
  const message = `and ${follows} new ${follows === 1 ? 'follower' : 'followers'}`
  const counted = { ...queue, raid: { ...raid, follows } }
  return change(counted, raid.cue, (cue) => ({ ...cue, payload: { ...cue.payload, message } })) ?? counted
}

/** What one viewer does again within a few seconds is added to what they did, and said as the rules say the sum. */
function merge(queue: Queue, event: Event, { kind, layer, merge }: CueWish, rules: CueRules, now: number): Queue | undefined {
  if (merge === undefined) return undefined
  const { playing, waiting } = queue.lanes[layer]
  const earlier = [...(playing ? [playing.cue] : []), ...waiting].find(
    (cue) =>
      cue.kind === kind &&
      cue.amount !== undefined &&
      cue.actor === event.actor &&
      cue.origin === event.metadata.origin &&
      now - cue.queued_at <= merge.windowMs,
  )
  if (earlier === undefined) return undefined
  const amount = (earlier.amount ?? 0) + merge.amount
  const sum = wishOf({ ...event, payload: { ...event.payload, [merge.field]: amount } }, rules)
  return change(queue, earlier.id, (cue) => ({ ...cue, amount, ...(sum && { payload: sum.payload, size: sum.size }) }))
}

/** The queue with a cue changed where it is; undefined where it is not there. */
function change(queue: Queue, id: string, how: (cue: QueuedCue) => QueuedCue): Queue | undefined {
  for (const [layer, lane] of Object.entries(queue.lanes) as [QueuedCue['layer'], Lane][]) {
    if (lane.playing?.cue.id === id)
      return withLane(queue, layer, { ...lane, playing: { ...lane.playing, cue: how(lane.playing.cue) } })
    if (lane.waiting.some((cue) => cue.id === id))
      return withLane(queue, layer, { ...lane, waiting: lane.waiting.map((cue) => (cue.id === id ? how(cue) : cue)) })
  }
  return undefined
}
