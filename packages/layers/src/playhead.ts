import { type Cue, type LayerName, layerNames } from '@landale/protocol'
import { endOf, type Schedule, schedule } from './schedule.ts'

/** Showings that a page remembers to have shown to their end: more than it is ever told of at once. */
const maxEnded = 100

/**
 * What is on, look by look. What has come to its end here is not begun again, whatever a server that a page was cut off from says of
 * it afterwards: that the cue was stepped in front of meanwhile, and has time left.
 */
export class Playhead {
  #on: Readonly<Record<LayerName, Cue | null>> = { foreground: null, midground: null, background: null }
  #ended: readonly string[] = []

  look(cues: readonly Cue[], now: number, begun: ReadonlySet<string>): Schedule {
    const over = layerNames.flatMap((layer) => {
      const cue = this.#on[layer]
      return cue !== null && now >= endOf(cue) ? [showingOf(cue)] : []
    })
    this.#ended = [...over, ...this.#ended].slice(0, maxEnded)
    const found = schedule(
      cues.filter((cue) => !this.#ended.includes(showingOf(cue))),
      now,
      begun,
    )
    this.#on = found.on
    return found
  }
}

/** A cue that comes back after a weightier one of its own layer begins anew, and is another showing. */
function showingOf({ id, starts_at }: Cue): string {
  return `${id} ${starts_at}`
}
