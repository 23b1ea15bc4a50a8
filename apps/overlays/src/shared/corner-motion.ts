import { gsap } from 'gsap'
import { ease, isStill, seconds } from './motion.ts'
import { units } from './page-root.ts'
import type { Elements, MotionEffect } from './showing.ts'
import { standOrGo } from './standing-motion.ts'

export type Side = 'left' | 'right'

/** The side of the screen that a corner is of. */
function sideOf(position: string): Side {
  return position.endsWith('right') ? 'right' : 'left'
}

/** A piece comes from its side of the screen, its words after it in reading order. */
export function sideIn(piece: Element | null, side: Side): gsap.core.Timeline {
  const how = { duration: seconds.enter.cheer, ease: ease.arrive }
  if (isStill()) return gsap.timeline().fromTo(piece, { opacity: 0 }, { opacity: 1, ...how })
  const words = { duration: seconds.text, ease: ease.settle, stagger: seconds.stagger }
  return gsap
    .timeline()
    .fromTo(piece, { xPercent: side === 'left' ? -100 : 100 }, { xPercent: 0, ...how })
    .fromTo(piece?.querySelectorAll('[data-step]') ?? [], { opacity: 0, y: units(1) }, { opacity: 1, y: 0, ...words }, 0.12)
}

/** And goes back to it. */
export function sideOut(piece: Element | null, side: Side): gsap.core.Timeline {
  const how = { duration: seconds.exit.cheer, ease: ease.leave }
  const away = isStill() ? { opacity: 0 } : { xPercent: side === 'left' ? -100 : 100 }
  return gsap.timeline().to(piece, { ...away, ...how })
}

/** Of a page that is one piece in a corner of its choice. */
export function fromSide(selector: string) {
  return (effect: MotionEffect, elements: Elements, { position }: { position: string }): gsap.core.Timeline => {
    const side = sideOf(position)
    const motion = {
      enter: (item: HTMLElement) => sideIn(item.querySelector(selector), side),
      exit: (item: HTMLElement) => sideOut(item.querySelector(selector), side),
    }
    return standOrGo(motion)(effect, elements)
  }
}
