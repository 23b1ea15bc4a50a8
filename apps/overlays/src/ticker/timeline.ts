// Hop 7, motion: whose turn it is arrives from the bar, with the rows it may move; how the bar comes and goes from the stage.
// It goes on as a GSAP timeline, which is played at once; what has left is taken away when it is over.
import { gsap } from 'gsap'
import { ease, isStill, seconds } from '@/shared/motion.ts'

/** What comes rises into the line. */
export function rowIn(row: HTMLElement): gsap.core.Timeline {
  const how = { duration: seconds.text, ease: ease.settle }
  if (isStill()) return gsap.timeline().fromTo(row, { opacity: 0 }, { opacity: 1, ...how })
  return gsap.timeline().fromTo(row, { yPercent: 60, opacity: 0 }, { yPercent: 0, opacity: 1, ...how })
}

/** What was said rises out of it. */
export function rowOut(row: HTMLElement): gsap.core.Timeline {
  const how = { duration: seconds.exit.nod, ease: ease.leave }
  return gsap.timeline().to(row, isStill() ? { opacity: 0, ...how } : { yPercent: -60, opacity: 0, ...how })
}

/** The bar comes from its edge of the screen. */
export function barIn(item: HTMLElement, edge: BarEdge): gsap.core.Timeline {
  const bar = item.querySelector('.ticker')
  const how = { duration: seconds.enter.cheer, ease: ease.arrive }
  if (isStill()) return gsap.timeline().fromTo(bar, { opacity: 0 }, { opacity: 1, ...how })
  return gsap.timeline().fromTo(bar, { yPercent: edge === 'bottom' ? 100 : -100 }, { yPercent: 0, ...how })
}

/** And goes back to it. */
export function barOut(item: HTMLElement, edge: BarEdge): gsap.core.Timeline {
  const how = { duration: seconds.exit.cheer, ease: ease.leave }
  const away = isStill() ? { opacity: 0 } : { yPercent: edge === 'bottom' ? 100 : -100 }
  return gsap.timeline().to(item.querySelector('.ticker'), { ...away, ...how })
}

export type BarEdge = 'bottom' | 'top'
