import { type LayerName, layerNames, QueuedCue, SettledCue } from '@landale/protocol'
import { z } from 'zod'

const Playing = z.object({
  cue: QueuedCue,
  started_at: z.number(),
  /** Since when something is in front of it, and its time stands still; null where nothing is. */
  suspended_at: z.number().nullable(),
  /** For how long its time has stood still before. */
  suspended_ms: z.number().nonnegative(),
  is_seen: z.boolean(),
})
export type Playing = z.infer<typeof Playing>

/** One layer's line: what is on, what waits for it, and from when on the next may begin. */
const Lane = z.object({ playing: Playing.nullable(), waiting: z.array(QueuedCue), free_at: z.number() })
export type Lane = z.infer<typeof Lane>

/** The cue queue as it is kept. Times are ms since the epoch, and the log's. */
export const Queue = z.object({
  lanes: z.object({ foreground: Lane, midground: Lane, background: Lane }),
  is_held: z.boolean(),
  do_not_disturb: z.boolean(),
  /** Kinds of which none is shown. */
  muted: z.array(z.string()),
  /** When the last cue of a kind came in that has a cooldown: as many as rules have one. */
  cooling: z.record(z.string(), z.number()),
  /** Since when cues that were kept back may begin. */
  open_since: z.number(),
  /** The last raid, which takes in the follows it brings. */
  raid: z.object({ cue: z.string(), at: z.number(), follows: z.int().nonnegative() }).nullable(),
  /** The last that were settled, the newest first. */
  settled: z.array(SettledCue),
  dropped: z.int().nonnegative(),
})
export type Queue = z.infer<typeof Queue>

const emptyLane: Lane = { playing: null, waiting: [], free_at: 0 }

export const emptyQueue: Queue = {
  lanes: { foreground: emptyLane, midground: emptyLane, background: emptyLane },
  is_held: false,
  do_not_disturb: false,
  muted: [],
  cooling: {},
  open_since: 0,
  raid: null,
  settled: [],
  dropped: 0,
}

/** Between two cues of a layer, so that one is gone before the next comes. */
export const gapMs = 600
/** Settled cues that are remembered. */
const maxSettled = 100
/** Kinds that are muted; beyond, the one that was first is let through again. */
export const maxMuted = 100

export function withLane(queue: Queue, layer: LayerName, lane: Lane): Queue {
  return { ...queue, lanes: { ...queue.lanes, [layer]: lane } }
}

export function settle(queue: Queue, cue: QueuedCue, outcome: SettledCue['outcome'], at: number): Queue {
  return { ...queue, settled: [{ cue, outcome, at }, ...queue.settled].slice(0, maxSettled) }
}

export function waitingCount({ lanes }: Queue): number {
  return layerNames.reduce((sum, layer) => sum + lanes[layer].waiting.length, 0)
}

/** When it is over if nothing steps in front of it. */
export function endOf({ cue, started_at, suspended_ms }: Playing): number {
  return started_at + suspended_ms + cue.left_ms
}

/** What of it is left to be shown. */
export function leftOf(playing: Playing, now: number): number {
  return endOf(playing) - (playing.suspended_at ?? now)
}
