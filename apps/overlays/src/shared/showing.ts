import type { Effect } from '@landale/layers'
import type { Cue } from '@landale/protocol'

/** What a page shows on a layer: a cue, or a standing piece of its own, which has none. */
export type Showing = { readonly id: string; readonly kind: string; readonly cue: Cue | null }

export function showingOf(cue: Cue): Showing {
  return { id: cue.id, kind: cue.kind, cue }
}

export type MotionEffect = Exclude<Effect<Showing>, { kind: 'report' }>

/** What a motion may move: the layer, the element of its content, and those that content leaves behind. */
export type Elements = { readonly layer: HTMLElement; readonly item: HTMLElement; readonly leaving: readonly HTMLElement[] }

/** Hop 7 of an overlay: the timeline of an effect. It is seekable, and moves transforms and opacity only. */
export type Choreography = (effect: MotionEffect, elements: Elements) => gsap.core.Timeline
