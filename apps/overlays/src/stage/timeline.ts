// Hop 7, motion: a transition's effect arrives from the stage, with the elements it may move.
// It goes on as a GSAP timeline, which the stage plays, and answers with done() when it is over.
import type { LayerName } from '@landale/protocol'
import { gsap } from 'gsap'
import { sizeOf } from '@/shared/cue-size.ts'
import type { Elements, MotionEffect } from '@/shared/showing.ts'
import { type Edge, slabIn, slabOut } from '@/shared/slab-motion.ts'
import { standOrGo } from '@/shared/standing-motion.ts'

const edges: Readonly<Record<LayerName, Edge>> = { foreground: 'top', midground: 'left', background: 'bottom' }

export function choreograph(effect: MotionEffect, elements: Elements): gsap.core.Timeline {
  const { cue } = effect.content
  // The pieces of the furniture come and go by themselves, each in its own way.
  const nothing = () => gsap.timeline()
  if (cue === null) return standOrGo({ enter: nothing, exit: nothing })(effect, elements)
  const [size, edge] = [sizeOf(cue), edges[effect.layer]]
  return standOrGo({ enter: (item) => slabIn(item, size, edge), exit: (item) => slabOut(item, size, edge) })(effect, elements)
}
