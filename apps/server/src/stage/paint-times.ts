import type { PaintTime } from '@landale/protocol'

/** Paints of an overlay that are looked back on. */
const maxKept = 200

/** How long an overlay's cues took from their time to the frame after they were painted: of the last two hundred. */
export class PaintTimes {
  readonly #kept = new Map<string, readonly number[]>()

  add(overlay: string, ms: number): void {
    this.#kept.set(overlay, [...(this.#kept.get(overlay) ?? []), ms].slice(-maxKept))
  }

  /** By the overlay's name; nothing of one that has painted no cue. */
  get all(): PaintTime[] {
    return [...this.#kept].map(([overlay, times]) => {
      const sorted = times.toSorted((a, b) => a - b)
      const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
      return { overlay, count: times.length, p50_ms: at(0.5), p95_ms: at(0.95), worst_ms: at(1) }
    })
  }
}
