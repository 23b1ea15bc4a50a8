import type { TakeoverKind } from '@landale/protocol'
import { gsap } from 'gsap'
import { ease, isStill, seconds } from '@/shared/motion.ts'
import { away } from './look.ts'

export type Cover = {
  /** Covers. One that is `late` is there at once, and so is privacy, whatever was on screen before. */
  raise(kind: TakeoverKind, isLate: boolean): void
  /** Uncovers, by the edge of the kind that is up. */
  lower(): void
  dispose(): void
}

export type CoverOptions = {
  html: HTMLElement
  /** What moves as one: the opaque plane, and what stands on it. */
  surface: () => readonly Element[]
}

const inPlace = { xPercent: 0, yPercent: 0, opacity: 1 }

/**
 * The opaque plane behind every takeover, and apart from them: words come, go and change on it, and it stays. `data-cover` says where
 * it stands: `up`, `leaving` or `down`.
 */
export function createCover({ html, surface }: CoverOptions): Cover {
  let kind: TakeoverKind = 'screen-cover'
  let motion: gsap.core.Tween | undefined

  function set(state: 'up' | 'leaving' | 'down'): void {
    motion?.kill()
    motion = undefined
    html.dataset.cover = state
  }

  return {
    raise(next, isLate) {
      kind = next
      if (html.dataset.cover === 'up') {
        // A cover that is still on its way is not waited for.
        if (next === 'screen-cover') motion?.progress(1)
        return
      }
      const isThere = html.dataset.cover === 'leaving' || isLate || next === 'screen-cover' || document.hidden
      set('up')
      if (isThere) gsap.set(surface(), inPlace)
      else {
        const from = isStill() ? { ...inPlace, opacity: 0 } : { ...inPlace, ...away[next] }
        motion = gsap.fromTo(surface(), from, { ...inPlace, duration: seconds.enter.room, ease: ease.arrive })
      }
    },
    lower() {
      if (html.dataset.cover !== 'up') return
      set('leaving')
      const down = () => set('down')
      // Nothing moves in a page that is hidden: it would be seen to leave when it comes back.
      if (document.hidden) {
        down()
        return
      }
      const to = isStill() ? { opacity: 0 } : away[kind]
      motion = gsap.to(surface(), { ...to, duration: seconds.exit.room, ease: ease.leave, onComplete: down })
    },
    dispose() {
      motion?.kill()
    },
  }
}
