import { gsap } from 'gsap'
import { comeBack, ease, fadeOut, seconds, stepBack, swapOver } from './motion.ts'
import type { Choreography } from './showing.ts'

export type StandingMotion = { enter: (item: HTMLElement) => gsap.core.Timeline; exit: (item: HTMLElement) => gsap.core.Timeline }

/** The choreography of a page whose pieces come and go in one way each, and step back as everything does. */
export function standOrGo({ enter, exit }: StandingMotion): Choreography {
  return (effect, elements) => {
    const { layer, item, leaving } = elements
    switch (effect.kind) {
      case 'enter':
        return enter(item)
      case 'swap':
        return swapOver(elements, enter(item))
      case 'exit':
        return gsap.timeline().add(exit(item)).add(fadeOut(leaving), 0)
      case 'interrupt':
        return stepBack(layer)
      case 'resume':
        return comeBack(layer)
      default:
        return effect satisfies never
    }
  }
}

/** Of a piece that belongs to no edge: it is there by light alone. */
export function fadeStanding(selector: string): Choreography {
  const how = { ease: ease.settle }
  return standOrGo({
    enter: (item) =>
      gsap.timeline().fromTo(item.querySelector(selector), { opacity: 0 }, { opacity: 1, duration: seconds.enter.cheer, ...how }),
    exit: (item) => gsap.timeline().to(item.querySelector(selector), { opacity: 0, duration: seconds.exit.cheer, ...how }),
  })
}
