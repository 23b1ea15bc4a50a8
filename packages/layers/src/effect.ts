import type { LayerName } from '@landale/protocol'
import type { Content } from './state.ts'

/**
 * What is to be done, in order. Every effect with a `motion` starts one, takes the place of the one that layer had under way,
 * and is answered by a `done` of that number. `report` moves nothing: it settles a showing, exactly once.
 * - `finished`: it was on screen, and is leaving for good: swapped out, or its exit is done.
 * - `dropped`: it was never on screen: hidden or replaced while it waited.
 */
export type Effect<C extends Content> =
  | { readonly kind: 'enter'; readonly layer: LayerName; readonly motion: number; readonly content: C }
  | { readonly kind: 'interrupt'; readonly layer: LayerName; readonly motion: number; readonly content: C }
  | { readonly kind: 'resume'; readonly layer: LayerName; readonly motion: number; readonly content: C }
  | { readonly kind: 'swap'; readonly layer: LayerName; readonly motion: number; readonly from: C; readonly content: C }
  | { readonly kind: 'exit'; readonly layer: LayerName; readonly motion: number; readonly content: C }
  | { readonly kind: 'report'; readonly layer: LayerName; readonly content: C; readonly outcome: 'finished' | 'dropped' }
