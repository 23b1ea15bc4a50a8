import { readMotion } from '@landale/theme'
import { gsap } from 'gsap'
import { pageRoot } from './page-root.ts'
import type { Elements } from './showing.ts'

// The theme's style sheet stands in the page's head, and is there before any script of the page runs.
const style = getComputedStyle(pageRoot())
const theme = readMotion(
  (property) => style.getPropertyValue(property),
  (name) => gsap.parseEase(name) !== undefined,
)
for (const fault of theme.faults) console.warn(`theme: ${fault}`)
const { seconds: time } = theme

/** Every duration of the pages, in seconds, by what moves: the theme's. */
export const seconds = {
  ...time,
  enter: { nod: time['enter-nod'], cheer: time['enter-cheer'], room: time['enter-room'] },
  exit: { nod: time['exit-nod'], cheer: time['exit-cheer'], room: time['exit-room'] },
} as const

/** Arrivals are quick and settle long; departures gather speed; only a celebration overshoots. */
export const { ease } = theme

/** Whether the viewer's system asks for less motion. Asked at each motion, since it may change while the page is open. */
export function isStill(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches
}

/**
 * What an interruption leaves of a layer: dimmer, a little smaller, in its place. A shade of the surface's own colour dims it, so
 * that the game does not show through; it is the layer's, so that whatever comes into the layer meanwhile is as dim.
 */
const steppedBack = { '--shade': 0.5, scale: 0.985 }

export function stepBack(layer: HTMLElement): gsap.core.Timeline {
  const how = { duration: seconds.interrupt, ease: ease.yield }
  const { scale, ...shade } = steppedBack
  const timeline = gsap.timeline().to(layer, { ...shade, ...how }, 0)
  return isStill() ? timeline : timeline.to(layer, { scale, ...how }, 0)
}

export function comeBack(layer: HTMLElement): gsap.core.Timeline {
  const how = { duration: seconds.resume, ease: ease.settle }
  return gsap
    .timeline()
    .to(layer, { '--shade': 0, ...how }, 0)
    .to(layer, { scale: 1, ...how }, 0)
}

/** New content in the place of what was there. */
export function swapOver({ leaving }: Elements, arrival: gsap.core.Timeline): gsap.core.Timeline {
  return gsap.timeline().add(fadeOut(leaving)).add(arrival, '-=0.05')
}

/** Fades what has no motion of its own to leave by. */
export function fadeOut(elements: readonly HTMLElement[]): gsap.core.Timeline {
  return gsap.timeline().to(elements, { opacity: 0, duration: seconds.exit.nod, ease: ease.leave })
}

/** Once a page. */
export function prepareMotion(): void {
  // What OBS hid must be where the clock says when it is seen again, and not where its last frame was.
  gsap.ticker.lagSmoothing(0)
  // A slab without a message, or a swap that leaves nothing behind, has parts that are not there to move.
  gsap.config({ nullTargetWarn: false })
}
