// Hop 7, motion: a transition's effect arrives from the stage, with the elements it may move.
// It goes on as a GSAP timeline, which the stage plays, and answers with done() when it is over.

import type { LayerName } from '@landale/protocol'
import { gsap } from 'gsap'
import { eventSize } from '@/shared/event-size.ts'
import { comeBack, fadeOut, stepBack, swapOver } from '@/shared/motion.ts'
import type { Elements, MotionEffect, Showing } from '@/shared/showing.ts'
import { type Edge, slabIn, slabOut } from '@/shared/slab-motion.ts'

const edges: Readonly<Record<LayerName, Edge>> = { foreground: 'top', midground: 'left', background: 'right' }

export function choreograph(effect: MotionEffect, elements: Elements): gsap.core.Timeline {
  const { layer, item, leaving } = elements
  const size = sizeOf(effect.content)
  const edge = edges[effect.layer]
  switch (effect.kind) {
    case 'enter':
      return slabIn(item, size, edge)
    case 'swap':
      return swapOver(elements, slabIn(item, size, edge))
    case 'exit':
      return gsap
        .timeline()
        .add(slabOut(item, size, edge))
        .add(fadeOut(leaving), 0)
    case 'interrupt':
      return stepBack(layer)
    case 'resume':
      return comeBack(layer)
    default:
      return effect satisfies never
  }
}

function sizeOf({ cue }: Showing) {
  return cue === null ? 'nod' : eventSize(cue)
}
