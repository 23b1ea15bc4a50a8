import type { TakeoverKind } from '@landale/protocol'
import { gsap } from 'gsap'
import { ease, isStill, seconds } from '@/shared/motion.ts'
import { units } from '@/shared/page-root.ts'

/** Between two signs of life, in seconds. Each is one small part that moves for half a second: an encoder hardly sees it. */
const rest = 2

/** How many marks stand on the floor, and a mark's pitch in units. */
const marks = 19
const pitchUnits = 8

/** What says, in the kind's own way, that the picture is not frozen. */
export function alive(kind: TakeoverKind, root: HTMLElement): gsap.core.Timeline {
  const mark = root.querySelectorAll('.mark')
  const move = { duration: seconds.count, ease: ease.settle }
  const timeline = gsap.timeline({ repeat: -1, delay: rest })
  if (isStill()) return breathe(timeline, root.querySelectorAll('.mark, .heat'))
  switch (kind) {
    case 'please-stand-by':
      // The runner of the furniture walks along the floor, and back.
      for (let step = 1; step < marks; step += 1) timeline.to(mark, { x: units(step * pitchUnits), ...move }, step * rest)
      return timeline.yoyo(true)
    case 'technical-difficulties':
      // The far side of the fault reaches for the near one, and slips back.
      return timeline
        .to(root.querySelectorAll('.heat-far'), { y: units(-2.5), duration: 1.1, ease: ease.yield })
        .to(root.querySelectorAll('.heat-far'), { y: 0, duration: 0.3, ease: ease.leave }, `+=${rest / 4}`)
        .to({}, { duration: rest })
    case 'screen-cover':
      return breathe(timeline, root.querySelectorAll('.heat'))
    case 'custom':
      return timeline
        .to(mark, { y: units(6), ...move })
        .to(mark, { y: 0, ...move }, `+=${rest}`)
        .to({}, { duration: rest })
    default:
      return kind satisfies never
  }
}

function breathe(timeline: gsap.core.Timeline, parts: NodeListOf<Element>): gsap.core.Timeline {
  return timeline
    .to(parts, { opacity: 0.4, duration: 0.9, ease: ease.yield })
    .to(parts, { opacity: 1, duration: 0.9, ease: ease.yield })
    .to(parts, { opacity: 1, duration: rest })
}
