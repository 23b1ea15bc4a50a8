import type { OverlaysState } from '@landale/protocol'
import { texts } from '@/texts.ts'

/** What is known of an overlay's open pages, in one line: how many, how smooth, and how soon an alert is on screen. */
export function openWords(overlay: string, state: OverlaysState | undefined): string {
  if (state === undefined) return ''
  const pages = state.pages.filter((page) => page.overlay === overlay)
  const seen = pages.flatMap(({ vitals }) => (vitals?.is_visible ? [vitals.fps] : []))
  const paint = state.paint.find((time) => time.overlay === overlay)
  return [
    texts.overlays.open(pages.length),
    ...(seen.length === 0 ? [] : [texts.overlays.fps(Math.round(Math.min(...seen)))]),
    ...(paint === undefined ? [] : [texts.overlays.paint(Math.round(paint.p50_ms), Math.round(paint.p95_ms))]),
  ].join(', ')
}
