import { type Cue, layerNames, type QueuedCue, type QueueView } from '@landale/protocol'
import { advance, nextChange } from './advance.ts'
import type { Queue } from './state.ts'

/** How long after its end a cue may still be shown by a page that came late. */
const graceMs = 10_000
/** How far pages are told what comes: as long as they may be cut off and still go on. */
const foresightMs = 60_000
const maxForeseen = 30

/** What is on, and what will be if nothing happens meanwhile, each at its time. Pages draw it by the server's clock. */
export function cuesOf(queue: Queue, now: number): Cue[] {
  const seen = new Map<string, Cue>()
  let state = advance(queue, now)
  for (;;) {
    for (const layer of layerNames) {
      const { playing } = state.lanes[layer]
      if (playing !== null) seen.set(`${playing.cue.id} ${playing.started_at}`, shown(playing.cue, playing.started_at))
    }
    const next = nextChange(state)
    if (next === null || next > now + foresightMs || seen.size >= maxForeseen) break
    state = advance(state, next)
  }
  return [...seen.values()].sort((a, b) => a.starts_at - b.starts_at)
}

function shown({ id, layer, kind, priority, left_ms, origin, actor, payload }: QueuedCue, startsAt: number): Cue {
  return {
    id,
    layer,
    kind,
    priority,
    starts_at: startsAt,
    duration_ms: Math.ceil(left_ms),
    expires_at: startsAt + left_ms + graceMs,
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
    dropped: state.dropped,
  }
}
