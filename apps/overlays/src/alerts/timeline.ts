// Hop 7, motion: a transition's effect arrives from the stage, with the elements it may move.
// It goes on as a GSAP timeline, which the stage plays, and answers with done() when it is over.
import type { LayerName } from '@landale/protocol'
import { sizeOf } from '@/shared/cue-size.ts'
import type { Elements, MotionEffect } from '@/shared/showing.ts'
import { type Edge, slabIn, slabOut } from '@/shared/slab-motion.ts'
import { standOrGo } from '@/shared/standing-motion.ts'

const edges: Readonly<Record<LayerName, Edge>> = { foreground: 'top', midground: 'left', background: 'right' }

export function choreograph(effect: MotionEffect, elements: Elements): gsap.core.Timeline {
  const { cue } = effect.content
  const size = cue === null ? 'nod' : sizeOf(cue)
  const edge = edges[effect.layer]
  return standOrGo({ enter: (item) => slabIn(item, size, edge), exit: (item) => slabOut(item, size, edge) })(effect, elements)
}
