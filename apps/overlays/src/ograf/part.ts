// What a graphic loads: the overlay and all that it needs, in one module. It may be loaded several times over, each time a copy with a
// clock, motions and a theme of its own; no two graphics that live share one.
import { gsap } from 'gsap'
import { frozenStart } from '@/shared/frozen-frame.ts'
import { createHeldTime } from '@/shared/frozen-time.ts'
import { setPageRoot } from '@/shared/page-root.ts'
import { type Action, LoadParams, Schedule, TimeParams, themeIn } from './action.ts'
import { Film } from './film.ts'
import { addFonts } from './fonts.ts'
import { countMotions } from './motions.ts'
import { parse } from './parse.ts'
import type { Begun } from './performing.ts'
import { Refusal } from './refusal.ts'
import { drawPage, stillLayers } from './shadow.ts'
import { timers } from './timers.ts'

export { countMotions }

/** A graphic that was loaded. What cannot be done is thrown, as a refusal. */
export type Loaded = {
  perform(action: Action): Promise<{ currentStep?: number }>
  schedule(params: unknown): void
  goTo(params: unknown): Promise<void>
  dispose(): void
}

const time = createHeldTime(timers)

export async function load(shadow: ShadowRoot, params: unknown): Promise<Loaded> {
  const { data, renderType = 'realtime', renderCharacteristics } = parse(LoadParams, params, 'params')
  const { root, fonts } = drawPage(shadow, themeIn(params))
  const removeFonts = await addFonts(fonts)
  const clear = () => {
    removeFonts()
    shadow.replaceChildren()
    shadow.adoptedStyleSheets = []
  }
  try {
    // What reads the theme as it begins begins here.
    setPageRoot(root)
    await import('virtual:overlay/main')
    const { openPage } = await import('./page.ts')
    const { frameRate = 60 } = renderCharacteristics ?? {}
    if (renderType !== 'realtime') shadow.adoptedStyleSheets.push(stillLayers())
    gsap.config({ force3D: 'auto' })
    const performance = openPage({ root, now: () => time.now() ?? Date.now(), data })
    const film =
      renderType === 'realtime'
        ? undefined
        : new Film({ root, performance, time, zeroAt: performance.zeroAt ?? frozenStart, frameRate })
    return {
      async perform(action) {
        const { settled, ...begun }: Begun = await performance.begin(action)
        // Who has the time in hand waits for none.
        if (film === undefined) await settled
        return begun
      },
      schedule: (value) => inHand(film).schedule(parse(Schedule, value, 'params').schedule),
      goTo: async (value) => await inHand(film).goTo(parse(TimeParams, value, 'params').timestamp),
      dispose() {
        performance.dispose()
        time.release()
        clear()
      },
    }
  } catch (error) {
    clear()
    throw error
  }
}

function inHand(film: Film | undefined): Film {
  if (film === undefined) throw new Refusal(409, 'the graphic was loaded to be rendered in real time')
  return film
}
