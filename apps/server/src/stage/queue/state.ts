import { type LayerName, layerNames, QueuedCue, SettledCue } from '@landale/protocol'
import { z } from 'zod'

const Playing = z.object({ cue: QueuedCue, started_at: z.number(), is_seen: z.boolean() })
export type Playing = z.infer<typeof Playing>

/** One layer's line: what is on, what waits for it, and from when on the next may begin. */
const Lane = z.object({ playing: Playing.nullable(), waiting: z.array(QueuedCue), free_at: z.number() })
export type Lane = z.infer<typeof Lane>

/** The cue queue as it is kept. Times are ms since the epoch, and the log's. */
export const Queue = z.object({
  lanes: z.object({ foreground: Lane, midground: Lane, background: Lane }),
  is_held: z.boolean(),
  do_not_disturb: z.boolean(),
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
  open_since: 0,
  raid: null,
  settled: [],
  dropped: 0,
}

/** Between two cues of a layer, so that one is gone before the next comes. */
export const gapMs = 600
/** Settled cues that are remembered. */
const maxSettled = 100

export function withLane(queue: Queue, layer: LayerName, lane: Lane): Queue {
  return { ...queue, lanes: { ...queue.lanes, [layer]: lane } }
}

export function settle(queue: Queue, cue: QueuedCue, outcome: SettledCue['outcome'], at: number): Queue {
  return { ...queue, settled: [{ cue, outcome, at }, ...queue.settled].slice(0, maxSettled) }
}

export function waitingCount({ lanes }: Queue): number {
  return layerNames.reduce((sum, layer) => sum + lanes[layer].waiting.length, 0)
}

export function endOf({ cue, started_at }: Playing): number {
  return started_at + cue.left_ms
}
