import type { LayerName } from '@landale/protocol'

/** What a layer shows. Its `id` tells one showing from another; the machine reads nothing else of it. */
export type Content = { readonly id: string }

/**
 * One layer. `motion` numbers the motion under way, which a `done` must name; null where nothing moves.
 * - `entering`: on its way in, or being swapped before it was ever at rest.
 * - `active`: in full view. Its motion, if any, is a resume or a swap.
 * - `interrupted`: stepped back under a higher layer. With `isWaiting` its content has not been on screen yet.
 * - `exiting`: on its way out. `next` was shown meanwhile and enters afterwards.
 */
export type LayerState<C extends Content> =
  | { readonly kind: 'hidden' }
  | { readonly kind: 'entering'; readonly content: C; readonly motion: number }
  | { readonly kind: 'active'; readonly content: C; readonly motion: number | null }
  | { readonly kind: 'interrupted'; readonly content: C; readonly motion: number | null; readonly isWaiting: boolean }
  | { readonly kind: 'exiting'; readonly content: C; readonly motion: number; readonly next: C | null }

export type LayerKind = LayerState<Content>['kind']

/** All three layers, and how many motions were ever started: a motion's number is never given twice. */
export type StageState<C extends Content> = {
  readonly layers: Readonly<Record<LayerName, LayerState<C>>>
  readonly motions: number
}

/** Nothing is on. */
export function emptyStage<C extends Content>(): StageState<C> {
  const hidden = { kind: 'hidden' } as const
  return { layers: { foreground: hidden, midground: hidden, background: hidden }, motions: 0 }
}

/** Whether a layer holds the light: the layers below it must step back. */
export function isUp(layer: LayerState<Content>): boolean {
  return layer.kind === 'entering' || layer.kind === 'active'
}

/** The motion a layer has under way, or null. */
export function motionOf(layer: LayerState<Content>): number | null {
  return layer.kind === 'hidden' ? null : layer.motion
}

/** What is on screen, by id. What waits its turn has not begun: by then it may be stale. */
export function begunIn({ layers }: StageState<Content>): ReadonlySet<string> {
  return new Set(
    Object.values(layers).flatMap((layer) => {
      if (layer.kind === 'hidden' || layer.kind === 'exiting' || (layer.kind === 'interrupted' && layer.isWaiting)) return []
      return [layer.content.id]
    }),
  )
}
