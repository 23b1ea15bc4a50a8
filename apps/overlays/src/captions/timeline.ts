// Hop 7, motion: which rows are on arrives from the page, with their elements and where each has its place.
// It goes on as a GSAP timeline, which the page plays; what it takes off is taken away when it is over.
import { gsap } from 'gsap'
import { ease, isStill, seconds } from '@/shared/motion.ts'

export type Move = {
  readonly element: HTMLElement
  /** Its place, counted in rows from the lowest. Undefined: it leaves by itself, where it stands. */
  readonly slot: number | undefined
  /** Where it comes from, for one that was not on. */
  readonly startsAt: number | undefined
  /** What was said before is dimmer than what is said now. */
  readonly isPast: boolean
}

/** The surface as a share of the whole of it. */
export type Box = { readonly scaleX: number; readonly scaleY: number }

const pastOpacity = 0.7

/** Rows roll up by as many as come in below, and the surface follows them. */
export function roll(surface: HTMLElement, box: Box, moves: readonly Move[]): gsap.core.Timeline {
  if (isStill()) return crossFade(surface, box, moves)
  const how = { duration: seconds.enter.cheer, ease: ease.settle }
  const timeline = gsap.timeline()
  // Nothing is on yet: the surface opens from its foot, as wide as it will be.
  if (gsap.getProperty(surface, 'scaleY') === 0) timeline.set(surface, { scaleX: box.scaleX }, 0)
  timeline.to(surface, { ...box, opacity: 1, ...how }, 0)
  for (const { element, slot, startsAt, isPast } of moves) {
    const away = { opacity: 0, duration: seconds.exit.nod, ease: ease.leave }
    if (slot === undefined) timeline.to(element, away, 0)
    else if (startsAt === undefined) timeline.to(element, { ...placeOf(slot), opacity: isPast ? pastOpacity : 1, ...how }, 0)
    else timeline.fromTo(element, { ...placeOf(startsAt), opacity: 1 }, { ...placeOf(slot), ...how }, 0)
  }
  return timeline
}

/** Everything sinks to where it came from. */
export function sink(surface: HTMLElement, elements: readonly HTMLElement[]): gsap.core.Timeline {
  const how = { duration: seconds.exit.cheer, ease: ease.leave }
  if (isStill()) return gsap.timeline().to([surface, ...elements], { opacity: 0, ...how })
  return gsap
    .timeline()
    .to(surface, { scaleY: 0, ...how })
    .to(elements, { yPercent: `+=${100 * Math.max(1, elements.length)}`, ...how }, 0)
}

/** The same, by opacity alone: what changes its place does so unseen. */
function crossFade(surface: HTMLElement, box: Box, moves: readonly Move[]): gsap.core.Timeline {
  const staying = moves.filter(({ slot }) => slot !== undefined)
  const isSame = gsap.getProperty(surface, 'scaleY') !== 0 && gsap.getProperty(surface, 'opacity') === 1
  const out = { opacity: 0, duration: isSame ? seconds.exit.nod : 0, ease: ease.leave }
  const timeline = gsap.timeline()
  timeline.set(
    staying.filter(({ startsAt }) => startsAt !== undefined).map(({ element }) => element),
    { opacity: 0 },
  )
  timeline.to([surface, ...moves.filter(({ startsAt }) => startsAt === undefined).map(({ element }) => element)], out, 0)
  timeline.set(surface, box, '>')
  for (const { element, slot } of staying) timeline.set(element, placeOf(slot ?? 0), '<')
  timeline.addLabel('placed')
  timeline.to(surface, { opacity: 1, duration: seconds.text, ease: ease.settle }, 'placed')
  for (const { element, isPast } of staying) {
    timeline.to(element, { opacity: isPast ? pastOpacity : 1, duration: seconds.text, ease: ease.settle }, 'placed')
  }
  return timeline
}

function placeOf(slot: number): { yPercent: number } {
  return { yPercent: -100 * slot }
}
