import type { CueSize } from '@landale/protocol'
import { gsap } from 'gsap'
import { ease, isStill, seconds } from './motion.ts'
import { unitPx, units } from './page-root.ts'

/** The edge that a slab comes from and goes back to: the screen's, or the furniture's. */
export type Edge = 'bottom' | 'top' | 'left' | 'right'

/** How much of a slab looks out during the anticipation, in units of the grid. */
const peek = 1

/**
 * The arc of a slab. Anticipation: its edge looks out. Impact: it arrives, its words follow in reading order. The
 * hold is the cue's own length; the release is `slabOut`. A nod has no anticipation: it is there, and gone.
 */
export function slabIn(item: HTMLElement, size: CueSize, edge: Edge): gsap.core.Timeline {
  const { slab, heat, steps } = partsOf(item)
  const words = { duration: seconds.text, ease: ease.settle, stagger: seconds.stagger }
  if (isStill())
    return gsap.timeline().fromTo(slab, { opacity: 0 }, { opacity: 1, duration: seconds.enter[size], ease: ease.settle })

  const timeline = gsap.timeline()
  if (size === 'nod') timeline.addLabel('impact').fromTo(slab, away(slab, edge, 0), rest(size), 'impact')
  else {
    timeline
      .fromTo(slab, away(slab, edge, 0), { ...away(slab, edge, peek), duration: seconds.anticipation, ease: ease.settle })
      .addLabel('impact')
      .fromTo(slab, away(slab, edge, peek), { ...rest(size), immediateRender: false }, 'impact')
  }
  // What takes the room is hot from its first edge on; of the others the heat comes last, behind the figure.
  if (size !== 'room')
    timeline.fromTo(heat, { scaleX: 0 }, { scaleX: 1, duration: seconds.text, ease: ease.arrive }, 'impact+=0.2')
  timeline.fromTo(steps, { opacity: 0, y: units(2) }, { opacity: 1, y: 0, ...words }, 'impact+=0.14')
  if (size === 'room')
    timeline.fromTo(
      steps[0] ?? [],
      { scale: 1.12 },
      { scale: 1, duration: seconds.enter.room, ease: ease.celebrate },
      'impact+=0.14',
    )
  return timeline
}

export function slabOut(item: HTMLElement, size: CueSize, edge: Edge): gsap.core.Timeline {
  const { slab } = partsOf(item)
  const how = { duration: seconds.exit[size], ease: ease.leave }
  return gsap.timeline().to(slab, isStill() ? { opacity: 0, ...how } : { ...away(slab, edge, 0), ...how })
}

function partsOf(item: HTMLElement) {
  const slab = item.querySelector<HTMLElement>('.slab') ?? item
  const steps = [...slab.querySelectorAll<HTMLElement>('[data-step]')]
  return { slab, steps, heat: slab.querySelectorAll<HTMLElement>('.slab-heat') }
}

function rest(size: CueSize) {
  return { x: 0, y: 0, duration: seconds.enter[size], ease: ease.arrive }
}

/** Out of sight beyond the edge, but for so many units of it. */
function away(slab: HTMLElement, edge: Edge, visibleUnits: number): { x: number; y: number } {
  const unit = unitPx()
  const isSideways = edge === 'left' || edge === 'right'
  const across = (isSideways ? slab.offsetWidth : slab.offsetHeight) - visibleUnits * unit
  const distance = edge === 'left' || edge === 'top' ? -across : across
  return isSideways ? { x: distance, y: 0 } : { x: 0, y: distance }
}
