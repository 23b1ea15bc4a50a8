// Hop 7, motion: a transition's effect arrives from the stage, with the elements it may move.
// It goes on as a GSAP timeline, which the stage plays, and answers with done() when it is over.

import type { TakeoverKind } from '@landale/protocol'
import { gsap } from 'gsap'
import { comeBack, ease, fadeOut, isStill, seconds, stepBack } from '@/shared/motion.ts'
import { units } from '@/shared/page-root.ts'
import type { Elements, MotionEffect } from '@/shared/showing.ts'
import { kindOf } from './look.ts'

/** Everything here moves in front of the cover, which has a motion of its own: `cover.ts`. */
export function choreograph(effect: MotionEffect, { layer, item, leaving }: Elements): gsap.core.Timeline {
  const kind = kindOf(effect.content.kind)
  switch (effect.kind) {
    case 'enter':
      return wordsIn(item, kind)
    case 'swap':
      // What arrives is whole from its first frame, planes and all, so it waits unseen until the other is gone.
      gsap.set(item, { opacity: 0 })
      return gsap.timeline().add(fadeOut(leaving)).set(item, { opacity: 1 }).add(wordsIn(item, kind))
    case 'exit':
      // It leaves on the surface; the fade is for a surface that is called back on its way.
      return gsap.timeline().to([item, ...leaving], { opacity: 0, duration: seconds.exit.room, ease: ease.leave })
    case 'interrupt':
      return stepBack(layer)
    case 'resume':
      return comeBack(layer)
    default:
      return effect satisfies never
  }
}

/** The axis along which each kind's heat grows. */
const axis: Readonly<Record<TakeoverKind, 'scaleX' | 'scaleY'>> = {
  'technical-difficulties': 'scaleX',
  'please-stand-by': 'scaleX',
  'screen-cover': 'scaleX',
  custom: 'scaleY',
}

/** Where each kind's raised plane comes from: the edge it lies on. */
const planeFrom: Readonly<Record<TakeoverKind, gsap.TweenVars>> = {
  'technical-difficulties': { yPercent: 100 },
  'please-stand-by': { yPercent: 100 },
  'screen-cover': { xPercent: 100 },
  custom: { xPercent: -100 },
}

/** The plane, then the words in reading order, and the heat last: it is where the eye should end. */
function wordsIn(item: HTMLElement, kind: TakeoverKind): gsap.core.Timeline {
  const all = (selector: string) => [...item.querySelectorAll(selector)]
  if (isStill()) return gsap.timeline().fromTo(all('.takeover'), { opacity: 0 }, { opacity: 1, duration: seconds.text })
  const arrive = { duration: seconds.enter.room, ease: ease.arrive }
  const words = { duration: seconds.text, ease: ease.settle, stagger: seconds.stagger }
  return gsap
    .timeline()
    .fromTo(all('.plane'), planeFrom[kind], { xPercent: 0, yPercent: 0, ...arrive }, 0.12)
    .fromTo(all('[data-step]'), { opacity: 0, y: units(2) }, { opacity: 1, y: 0, ...words }, 0.26)
    .fromTo(all('.heat'), { [axis[kind]]: 0 }, { [axis[kind]]: 1, ...arrive, stagger: seconds.stagger }, 0.4)
    .fromTo(all('.mark'), { opacity: 0 }, { opacity: 1, duration: seconds.text }, 0.62)
}
