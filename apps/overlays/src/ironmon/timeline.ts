// Hop 7, motion: a transition's effect arrives from the stage, with the elements it may move.
// It goes on as a GSAP timeline, which the stage plays, and answers with done() when it is over.
import { gsap } from 'gsap'
import { eventSize } from '@/shared/event-size.ts'
import { comeBack, ease, fadeOut, isStill, seconds, stepBack, swapOver } from '@/shared/motion.ts'
import type { Elements, MotionEffect, Showing } from '@/shared/showing.ts'
import { slabIn, slabOut } from '@/shared/slab-motion.ts'

export function choreograph(effect: MotionEffect, elements: Elements): gsap.core.Timeline {
  const { layer, item, leaving } = elements
  switch (effect.kind) {
    case 'enter':
      return enter(effect.content, item)
    case 'swap':
      return swapOver(elements, enter(effect.content, item))
    case 'exit':
      return gsap.timeline().add(exit(effect.content, item)).add(fadeOut(leaving), 0)
    case 'interrupt':
      return stepBack(layer)
    case 'resume':
      return comeBack(layer)
    default:
      return effect satisfies never
  }
}

/** What is cleared rises from the furniture it belongs to; the furniture itself from the screen's edge. */
function enter({ cue }: Showing, item: HTMLElement): gsap.core.Timeline {
  if (cue !== null) return slabIn(item, eventSize(cue), 'bottom')
  const surface = item.querySelector('.furniture')
  const how = { duration: seconds.enter.cheer, ease: ease.arrive }
  if (isStill()) return gsap.timeline().fromTo(surface, { opacity: 0 }, { opacity: 1, ...how })
  const parts = item.querySelectorAll('.run, .progress, .facts')
  const words = { duration: seconds.text, ease: ease.settle, stagger: seconds.stagger }
  return gsap
    .timeline()
    .fromTo(surface, { yPercent: 100 }, { yPercent: 0, ...how })
    .fromTo(parts, { opacity: 0 }, { opacity: 1, ...words }, 0.14)
}

function exit({ cue }: Showing, item: HTMLElement): gsap.core.Timeline {
  if (cue !== null) return slabOut(item, eventSize(cue), 'bottom')
  const how = { duration: seconds.exit.cheer, ease: ease.leave }
  return gsap.timeline().to(item.querySelector('.furniture'), isStill() ? { opacity: 0, ...how } : { yPercent: 100, ...how })
}
