import { type Cue, CueState, clearedActor, type Event } from '@landale/protocol'
import { z } from 'zod'
import { wishOf } from './cue-rules.ts'

/** The cue queue as it is kept: what is on and what waits, and how many found it full. */
export const CueQueue = CueState.extend({ dropped: z.int().nonnegative() })
export type CueQueue = z.infer<typeof CueQueue>

export const emptyCueQueue: CueQueue = { cues: [], dropped: 0 }

/** Between two cues of a layer, so that one is gone before the next comes. */
const gapMs = 600
/** How long after its end a cue may still be shown by a page that came late. */
const graceMs = 10_000

/**
 * Gives each event that wants to be shown its time: at once, or after what its layer shows before it. Times are absolute and come
 * from the event, so every page and every restart sees the same queue. A full queue turns the newcomer away.
 */
export function createCueReducer({ maxCues }: { maxCues: number }): (queue: CueQueue, event: Event) => CueQueue {
  return (queue, event) => {
    const cleared = clearedActor(event)
    if (cleared !== undefined) return without(queue, cleared)
    const wish = wishOf(event)
    if (wish === undefined) return queue
    const now = Date.parse(event.inserted_at)
    const cues = queue.cues.filter((cue) => endOf(cue) > now)
    if (cues.length >= maxCues) return { cues, dropped: queue.dropped + 1 }
    const free = Math.max(now, ...cues.filter(({ layer }) => layer === wish.layer).map((cue) => endOf(cue) + gapMs))
    const cue: Cue = {
      id: `cue_${event.id.slice('evt_'.length)}`,
      layer: wish.layer,
      kind: event.type,
      priority: wish.priority,
      starts_at: free,
      duration_ms: wish.durationMs,
      expires_at: free + wish.durationMs + graceMs,
      origin: event.metadata.origin,
      actor: event.actor,
      payload: wish.payload,
    }
    return { cues: [...cues, cue].sort((a, b) => a.starts_at - b.starts_at), dropped: queue.dropped }
  }
}

/** Somebody who is banned is off the screen at once, and so is what waited of them. */
function without(queue: CueQueue, actor: string): CueQueue {
  const cues = queue.cues.filter((cue) => cue.actor !== actor)
  return cues.length === queue.cues.length ? queue : { ...queue, cues }
}

function endOf({ starts_at, duration_ms }: Cue): number {
  return starts_at + duration_ms
}
