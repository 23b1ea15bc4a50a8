// Hop 7, motion: where a song is shown arrives from the page, with the element it is drawn in.
// It goes on as a GSAP timeline, which the page plays; what has left is taken away when it is over.
import { gsap } from 'gsap'
import { ease, isStill, seconds } from '@/shared/motion.ts'
import { unitPx, units } from '@/shared/page-root.ts'

/** The edge of the screen it belongs to. */
export type Side = 'left' | 'right'

const smallScale = 0.8
/** How long a title stands before it moves on, and how fast that is, in units a second. */
const reading = { standsFor: 2.4, unitsPerSecond: 16, longest: 6 }

/** A new song: from its edge, a nod of heat that cools, then what of its title is out of sight. */
export function announce(element: HTMLElement, side: Side): gsap.core.Timeline {
  const heat = element.querySelectorAll('.song-heat')
  const cool = { opacity: 0, duration: seconds.cool, ease: 'power1.in' }
  return gsap
    .timeline()
    .set(element, { scale: 1 })
    .add(arrive(element, side, 'full'), 0)
    .fromTo(heat, { opacity: 1 }, cool, seconds.enter.nod)
    .add(readOn(element), seconds.enter.nod + reading.standsFor)
}

/** A song that is no news: small from the first. */
export function appear(element: HTMLElement, side: Side): gsap.core.Timeline {
  return gsap
    .timeline()
    .set(element.querySelectorAll('.song-heat'), { opacity: 0 })
    .set(element, { scale: smallScale })
    .add(arrive(element, side, 'small'), 0)
}

/** It has been read: smaller, in its corner. */
export function stepAside(element: HTMLElement): gsap.core.Timeline {
  if (isStill()) {
    return gsap
      .timeline()
      .to(element, { opacity: 0, duration: seconds.interrupt, ease: ease.leave })
      .set(element, { scale: smallScale })
      .to(element, { opacity: 1, duration: seconds.resume, ease: ease.settle })
  }
  return gsap.timeline().to(element, { scale: smallScale, duration: seconds.resume, ease: ease.yield })
}

export function leave(element: HTMLElement, side: Side): gsap.core.Timeline {
  const how = { duration: seconds.exit.nod, ease: ease.leave }
  return gsap.timeline().to(element, isStill() ? { opacity: 0, ...how } : { xPercent: side === 'left' ? -100 : 100, ...how })
}

/** The mark of a pause, over the song's own. */
export function markPause(mark: HTMLElement, isPaused: boolean): gsap.core.Timeline {
  return gsap.timeline().to(mark, { opacity: isPaused ? 1 : 0, duration: seconds.interrupt, ease: ease.yield })
}

function arrive(element: HTMLElement, side: Side, form: 'full' | 'small'): gsap.core.Timeline {
  const how = { duration: seconds.enter.nod, ease: ease.arrive }
  if (isStill()) return gsap.timeline().fromTo(element, { opacity: 0 }, { opacity: 1, ...how })
  const timeline = gsap.timeline().fromTo(element, { xPercent: side === 'left' ? -100 : 100 }, { xPercent: 0, ...how })
  if (form === 'small') return timeline
  const words = { duration: seconds.text, ease: ease.settle, stagger: seconds.stagger }
  return timeline.fromTo(
    element.querySelectorAll('[data-step]'),
    { opacity: 0, y: units(1) },
    { opacity: 1, y: 0, ...words },
    0.12,
  )
}

/** Moves a title on to its end, once, and back by fading. One that would take too long, or a viewer who wants less motion, has it cut. */
function readOn(element: HTMLElement): gsap.core.Timeline {
  const timeline = gsap.timeline()
  const title = element.querySelector<HTMLElement>('.song-title')
  const run = element.querySelector<HTMLElement>('.song-title-run')
  if (title === null || run === null || isStill()) return timeline
  const unit = unitPx()
  const hidden = run.scrollWidth - title.clientWidth
  const duration = hidden / unit / reading.unitsPerSecond
  if (hidden <= 1 || duration > reading.longest) return timeline
  const isRightToLeft = getComputedStyle(title).direction === 'rtl'
  const fade = { duration: seconds.interrupt, ease: ease.yield }
  return timeline
    .call(markReading, [title, true])
    .fromTo(run, { x: 0 }, { x: isRightToLeft ? hidden : -hidden, duration: Math.max(1, duration), ease: 'sine.inOut' })
    .to(run, { opacity: 0, ...fade }, `+=${reading.standsFor}`)
    .set(run, { x: 0 })
    .call(markReading, [title, false])
    .to(run, { opacity: 1, ...fade })
}

function markReading(title: HTMLElement, isReading: boolean): void {
  title.dataset.reading = String(isReading)
}
