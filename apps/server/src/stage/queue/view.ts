import { type Cue, layerNames, type QueuedCue, type QueueView } from '@landale/protocol'
import { advance, nextChange } from './advance.ts'
import { leftOf, type Queue } from './state.ts'

/** How long after its end a cue may still be shown by a page that came late. */
const graceMs = 10_000
/** How far pages are told what comes: as long as they may be cut off and still go on. */
const foresightMs = 60_000
const maxForeseen = 30

/**
 * What is on, and what will be if nothing happens meanwhile, each at its time. Pages draw it by the server's clock. One that another
 * steps in front of is on for that long more: it is behind it, and comes back.
 */
export function cuesOf(queue: Queue, now: number): Cue[] {
  const seen = new Map<string, { cue: QueuedCue; startsAt: number; endsAt: number }>()
  let state = advance(queue, now)
  for (let moment = now; ; ) {
    for (const layer of layerNames) {
      const { playing } = state.lanes[layer]
      if (playing === null) continue
      const { cue, started_at } = playing
      // A cue that is interrupted by a weightier one of its own layer is on a second time, later.
      const key = `${cue.id} ${cue.left_ms}`
      const before = seen.get(key)
      seen.set(key, { cue, startsAt: before?.startsAt ?? started_at, endsAt: moment + leftOf(playing, moment) })
    }
    const next = nextChange(state)
    if (next === null || next > now + foresightMs || seen.size >= maxForeseen) break
    moment = next
    state = advance(state, next)
  }
  return [...seen.values()].map(shown).sort((a, b) => a.starts_at - b.starts_at)
}

function shown({ cue, startsAt, endsAt }: { cue: QueuedCue; startsAt: number; endsAt: number }): Cue {
  const { id, layer, kind, priority, size, sound, origin, actor, payload, was_seen } = cue
  return {
    id,
    layer,
    kind,
    priority,
    size,
    // What comes back after an interruption has sounded before.
    ...(sound === undefined || was_seen === true ? undefined : { sound }),
    starts_at: startsAt,
    duration_ms: Math.ceil(endsAt - startsAt),
    expires_at: endsAt + graceMs,
    origin,
    ...(actor === undefined ? undefined : { actor }),
    payload,
  }
}

/** The queue as the dashboard steers it. */
export function queueViewOf(queue: Queue, now: number): QueueView {
  const state = advance(queue, now)
  const lanes = layerNames.map((layer) => state.lanes[layer])
  return {
    playing: lanes.flatMap(({ playing }) =>
      playing === null ? [] : [{ ...playing.cue, started_at: playing.started_at, is_seen: playing.is_seen }],
    ),
    waiting: lanes.flatMap(({ waiting }) => waiting),
    settled: state.settled,
    is_held: state.is_held,
    do_not_disturb: state.do_not_disturb,
    muted: state.muted,
    dropped: state.dropped,
  }
}
