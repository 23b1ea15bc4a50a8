import type { LayerName } from '@landale/protocol'
import type { Content } from './state.ts'

/** What can happen to the stage. `done` says that the motion of that number, an effect's, has come to its end. */
export type Input<C extends Content> =
  | { readonly kind: 'show'; readonly layer: LayerName; readonly content: C }
  | { readonly kind: 'hide'; readonly layer: LayerName }
  | { readonly kind: 'done'; readonly layer: LayerName; readonly motion: number }
