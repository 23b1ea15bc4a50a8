import { type Cue, type LayerName, layerNames } from '@landale/protocol'

/** What of a cue must be left for a page to begin it: less is over before it was read. */
export const worthShowingMs = 600

export type Schedule = {
  /** The cue that is on in each layer at this moment. */
  readonly on: Readonly<Record<LayerName, Cue | null>>
  /** The next moment at which the answer may be another, or null where none is known. */
  readonly lookAgainAt: number | null
}

/**
 * What the server's time says is on. A cue that has `begun` here is kept to its end; another is begun only while enough of it is
 * left, so that a page that was hidden, or comes late, skips what is stale.
 */
export function schedule(cues: readonly Cue[], now: number, begun: ReadonlySet<string>): Schedule {
  const on: Record<LayerName, Cue | null> = { foreground: null, midground: null, background: null }
  for (const layer of layerNames)
    on[layer] = cues.filter((cue) => cue.layer === layer && isOn(cue, now, begun)).toSorted(byRank)[0] ?? null
  const moments = cues.flatMap((cue) => [cue.starts_at, endOf(cue)]).filter((moment) => moment > now)
  return { on, lookAgainAt: moments.length === 0 ? null : Math.min(...moments) }
}

/** When a cue leaves the screen, in server time. */
export function endOf(cue: Cue): number {
  return Math.min(cue.starts_at + cue.duration_ms, cue.expires_at)
}

function isOn(cue: Cue, now: number, begun: ReadonlySet<string>): boolean {
  if (now < cue.starts_at || now >= endOf(cue)) return false
  return begun.has(cue.id) || endOf(cue) - now >= Math.min(worthShowingMs, cue.duration_ms)
}

/** Two at once in a layer is the server's mistake: the weightier is shown, then the one that came first, on every page alike. */
function byRank(a: Cue, b: Cue): number {
  return b.priority - a.priority || a.starts_at - b.starts_at || (a.id < b.id ? -1 : 1)
}
