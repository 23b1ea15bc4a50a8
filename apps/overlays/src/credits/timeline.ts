// Hop 7, motion: a roll that was begun arrives with its elements. It goes on as one GSAP timeline, which ends at the line that stays.
import { gsap } from 'gsap'
import { ease, isStill, seconds } from '@/shared/motion.ts'
import { units } from '@/shared/page-root.ts'
import { paceOf } from './pace.ts'
import { type Page, pagesOf } from './pages.ts'

export type RollElements = {
  /** What stands, and what rolls in it. */
  readonly panel: HTMLElement
  readonly roll: HTMLElement
  readonly blocks: readonly HTMLElement[]
}

export type RollOptions = {
  readonly position: 'centre' | 'left' | 'right'
  /** In px a second, where it is a timeline's. */
  readonly speed: number
}

/** The title stands for as long as it takes to read it. */
const titleSeconds = 2.6
/** No page is read in less. */
const leastPageSeconds = 3

/** From the panel's entrance to the last line. Of all that moves, this alone is linear: what is read on the move must not change pace. */
export function rollCredits(elements: RollElements, options: RollOptions): gsap.core.Timeline {
  if (isStill()) return turnPages(elements, options)
  const { roll, panel } = elements
  const total = roll.offsetHeight
  const way = Math.max(0, total - panel.offsetHeight)
  const { soft, even } = paceOf(way, options.speed)
  // In shares of its own height: a source that is resized keeps its place.
  const at = (px: number) => (total === 0 ? 0 : (-100 * px) / total)
  const gained = (options.speed * soft) / 2
  return panelIn(elements, options)
    .addLabel('roll', `+=${titleSeconds}`)
    .to(roll, { yPercent: at(gained), duration: soft, ease: 'power1.in' }, 'roll')
    .to(roll, { yPercent: at(way - gained), duration: even, ease: 'none' })
    .to(roll, { yPercent: at(way), duration: soft, ease: 'power1.out' })
}

/** The panel comes from the edge that it belongs to, and the title after it. */
function panelIn({ panel, blocks }: RollElements, { position }: RollOptions): gsap.core.Timeline {
  const how = { duration: seconds.enter.room, ease: ease.arrive }
  const words = { opacity: 1, y: 0, duration: seconds.text, ease: ease.settle, stagger: seconds.stagger }
  const from = position === 'centre' ? { yPercent: 100 } : { xPercent: position === 'left' ? -100 : 100 }
  return gsap
    .timeline()
    .fromTo(panel, from, { xPercent: 0, yPercent: 0, ...how })
    .fromTo(blocks[0]?.querySelectorAll('[data-step]') ?? [], { opacity: 0, y: units(2) }, words, seconds.enter.room / 2)
}

/** The same in pages, each for as long as it would have been on the screen. */
function turnPages({ panel, roll, blocks }: RollElements, { speed }: RollOptions): gsap.core.Timeline {
  const room = panel.offsetHeight
  const pages = pagesOf(
    blocks.map(({ offsetTop: top, offsetHeight: height }) => ({ top, height })),
    room,
  )
  const timeline = gsap
    .timeline()
    .set(blocks, { opacity: 0 })
    .fromTo(panel, { opacity: 0 }, { opacity: 1, duration: seconds.enter.room, ease: ease.settle })
  for (const [number, page] of pages.entries()) turnTo(page, number === pages.length - 1)
  return timeline

  function turnTo({ top, height, blocks: indices }: Page, isLast: boolean): void {
    const shown = indices.flatMap((index) => blocks[index] ?? [])
    timeline
      .set(roll, { y: (room - height) / 2 - top })
      .to(shown, { opacity: 1, duration: seconds.text, ease: ease.settle })
      .addLabel(`page ${top}`)
    if (isLast) return
    const held = Math.max(leastPageSeconds, height / speed)
    timeline.to(shown, { opacity: 0, duration: seconds.exit.room, ease: ease.leave }, `+=${held}`)
  }
}
