// Hop 7, motion: what was added to a timer arrives from its slab, with the element it may move.
// It goes on as a GSAP timeline, which is played at once; what has left is taken away when it is over.
import { gsap } from 'gsap'
import { ease, isStill, seconds } from '@/shared/motion.ts'

/** Out of the figure that it was added to; hot, and it cools. */
export function addedIn(added: HTMLElement): gsap.core.Timeline {
  const how = { duration: seconds.text, ease: ease.settle }
  const heat = added.querySelector('.timer-heat')
  const cool = { opacity: 0, duration: seconds.cool, ease: 'power1.in' }
  const timeline = isStill()
    ? gsap.timeline().fromTo(added, { opacity: 0 }, { opacity: 1, ...how })
    : gsap.timeline().fromTo(added, { yPercent: -60, opacity: 0 }, { yPercent: 0, opacity: 1, ...how })
  return timeline.fromTo(heat, { opacity: 1 }, cool, seconds.text)
}

export function addedOut(added: HTMLElement): gsap.core.Timeline {
  return gsap.timeline().to(added, { opacity: 0, duration: seconds.exit.nod, ease: ease.leave })
}
