// Hop 7, motion: a transition's effect arrives from the stage, with the elements it may move.
// It goes on as a GSAP timeline, which the stage plays, and answers with done() when it is over.
import { sizeOf } from '@/shared/cue-size.ts'
import type { Elements, MotionEffect } from '@/shared/showing.ts'
import { slabIn, slabOut } from '@/shared/slab-motion.ts'
import { standOrGo } from '@/shared/standing-motion.ts'
import { furnitureIn, furnitureOut } from './furniture-motion.ts'

/** What is cleared rises from the furniture it belongs to; the furniture itself from the screen's edge. */
export function choreograph(effect: MotionEffect, elements: Elements): gsap.core.Timeline {
  const { cue } = effect.content
  return standOrGo({
    enter: (item) => (cue === null ? furnitureIn(item) : slabIn(item, sizeOf(cue), 'bottom')),
    exit: (item) => (cue === null ? furnitureOut(item) : slabOut(item, sizeOf(cue), 'bottom')),
  })(effect, elements)
}
