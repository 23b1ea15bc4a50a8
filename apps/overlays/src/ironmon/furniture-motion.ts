import { gsap } from 'gsap'
import { ease, isStill, seconds } from '@/shared/motion.ts'

/** The run's furniture rises from the screen's edge, and what it says after it. */
export function furnitureIn(item: HTMLElement): gsap.core.Timeline {
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

export function furnitureOut(item: HTMLElement): gsap.core.Timeline {
  const how = { duration: seconds.exit.cheer, ease: ease.leave }
  return gsap.timeline().to(item.querySelector('.furniture'), isStill() ? { opacity: 0, ...how } : { yPercent: 100, ...how })
}
