// Hop 7, motion: what has changed in the list arrives from the roll, with the elements and the places they had.
// It goes on as GSAP timelines, which answer with done() when what leaves has left.
import { gsap } from 'gsap'
import { ease, isStill, seconds } from '@/shared/motion.ts'
import { units } from '@/shared/page-root.ts'

/** An element, and how far below its place it stands, in px. */
export type Move = { readonly element: HTMLElement; readonly from: number }

/** Makes room: everything goes from where it was seen to where it belongs, as one surface. */
export function settle(moves: readonly Move[]): gsap.core.Timeline {
  const timeline = gsap.timeline()
  const how = { y: 0, duration: seconds.resume, ease: ease.settle }
  for (const { element, from } of moves) timeline.fromTo(element, { y: isStill() ? 0 : from }, how, 0)
  return timeline
}

/** What is said comes after the room for it. */
export function speak(words: HTMLElement): gsap.core.Timeline {
  const from = isStill() ? { opacity: 0 } : { opacity: 0, y: units(1) }
  const to = { opacity: 1, y: 0, duration: seconds.text, ease: ease.settle }
  return gsap.timeline().fromTo(words, from, to, isStill() ? 0 : seconds.anticipation)
}

/** What has had its time is at the top, where nothing closes up after it. */
export function leave(elements: readonly HTMLElement[]): gsap.core.Timeline {
  return gsap.timeline().to(elements, { opacity: 0, duration: seconds.exit.nod, ease: ease.leave })
}

/** The first state is no news: all of it at once. */
export function appear(list: HTMLElement): gsap.core.Timeline {
  return gsap.timeline().fromTo(list, { opacity: 0 }, { opacity: 1, duration: seconds.enter.cheer, ease: ease.settle })
}
