import { type OverlayName, readOptions } from '@landale/protocol'
import '@/shared/base.css'
import '@/shared/slab.css'
import { prepareMotion } from '@/shared/motion.ts'
import type { PageOptions } from '@/shared/page.tsx'
import { readData } from './graphic-data.ts'
import { parse } from './parse.ts'
import { Performance } from './performance.ts'
import type { Performing } from './performing.ts'
import { mountPiece } from './piece.tsx'

type Open = (place: { root: HTMLElement; now: () => number; data: unknown }) => Performing

let open: Open | undefined

/**
 * Stands for `shared/page.tsx` in the build of the graphics: what an overlay's `main.tsx` would put on its page is kept for `load`. So
 * a graphic and a page are of the same code, and a new overlay is both.
 */
export function mountPage<Name extends OverlayName>(page: PageOptions<Name>): void {
  open = ({ root, now, data }) => {
    prepareMotion()
    return new Performance<Name>(
      {
        name: page.name,
        root,
        now,
        read: (value) => readData(page.name, page.options, value),
        stateOf: (value, cues) => parse(page.schema, { ...value.state, cues }, 'data'),
        mount({ query }) {
          const { options } = readOptions(page.options, query)
          root.style.setProperty('--scale', String(query.get('scale') ?? 1))
          const place = root.querySelector<HTMLElement>('#root')
          if (place === null) throw new Error('the graphic has no #root')
          return mountPiece({ page, options, root: place, now })
        },
      },
      data,
    )
  }
}

/** What the overlay's `main.tsx`, once it has run, has to be opened with. */
export function openPage(place: Parameters<Open>[0]): Performing {
  if (open === undefined) throw new Error('there is no overlay here')
  return open(place)
}
