import type { Cue, LayerName, OverlayName, OverlayStateOf } from '@landale/protocol'
import { createSignal } from 'solid-js'
import type { Address } from './address.ts'
import { type FrozenFrame, frozenStart, playTo, readFrame } from './frozen-frame.ts'
import { momentNames } from './frozen-moments.ts'
import { createHeldTime } from './frozen-time.ts'
import type { PageProps } from './page.tsx'
import { sampleCue, sampleState, samples } from './samples.ts'

/** `window.landale` on a page with `?debug=1`. What it shows goes the way of any cue, through the one stage. */
export type Debug = {
  /** The names that `show` takes. */
  readonly samples: readonly string[]
  /** The names that `?cue=` takes on this page: the samples, or moments of its own. */
  readonly moments: readonly string[]
  show(sample: string, layer?: LayerName, change?: Partial<Cue['payload']>): string
  hide(layer: LayerName): void
  /** Replaces the state in part, on a demo page. */
  set(change: object): void
  /** Stops the clock and every motion. */
  freeze(): void
  thaw(): void
  /**
   * Freezes the page at so many milliseconds from the start of what was shown last, or, where nothing was, of the page. What is
   * behind is reached by loading the page anew.
   */
  seek(timeMs: number): Promise<void>
  readonly state: unknown
}

declare global {
  interface Window {
    landale?: Debug
  }
}

/**
 * Lays samples over the page's own state, and its clock under the debugger's hand. A demo page with `?at=<ms>&cue=<name>` stands still
 * at the frame so many ms after the cue's start, and says so by `data-frozen="true"` once that is painted; `&text=` gives it other
 * words (`long`, `emoji`, `rtl`, `cjk`). Two loads of one address show the same pixels.
 */
export function attach<Name extends OverlayName>(name: Name, page: PageProps<Name>, address: Address): PageProps<Name> {
  const frame = address.isDemo ? readFrame(new URL(location.href).searchParams) : undefined
  const [extra, setExtra] = createSignal<readonly Cue[]>([])
  const [demo, setDemo] = createSignal(address.isDemo && !frame ? sampleState(name, page.now()) : undefined)
  const time = createHeldTime()
  const now = () => time.now() ?? page.now()
  let shown = 0
  let last = { cue: frame?.cue, at: frame === undefined ? page.now() : frozenStart }

  const state = (): OverlayStateOf<Name> | undefined => {
    const base = demo() ?? page.state()
    return base !== undefined && 'cues' in base ? { ...base, cues: [...base.cues, ...extra()] } : base
  }

  async function freeze(asked: FrozenFrame): Promise<void> {
    const root = document.getElementById('root')
    if (root === null) throw new Error('the page has no #root')
    root.dataset.frozen = 'false'
    // Before anything is measured; they are loaded by what is written, else.
    await Promise.all([...document.fonts].map((font) => font.load()))
    await playTo({ name, time, set: (value) => setDemo(() => value) }, asked)
    // A picture that is on its way would race the frame.
    await Promise.all([...document.images].map((image) => image.decode().catch(() => {})))
    await time.painted()
    root.dataset.frozen = 'true'
  }
  if (frame !== undefined) {
    time.hold(frozenStart)
    queueMicrotask(() => void freeze(frame))
  }

  window.landale = {
    samples: Object.keys(samples),
    moments: momentNames(name),
    show(sample, layer, change) {
      shown += 1
      const cue = sampleCue(sample, { id: `cue_debug_${shown}`, startsAt: now(), layer, change })
      last = { cue: sample, at: cue.starts_at }
      setExtra((cues) => [...cues.filter((other) => other.layer !== cue.layer), cue])
      return cue.id
    },
    hide: (layer) => setExtra((cues) => cues.filter((cue) => cue.layer !== layer)),
    set: (change) => setDemo((value) => (value === undefined ? undefined : { ...value, ...change })),
    freeze: () => time.hold(now()),
    thaw: () => time.release(),
    async seek(timeMs) {
      const moment = last.at + timeMs
      if (moment < now()) {
        location.search = frozenQuery(location.search, last.cue ?? momentNames(name)[0], timeMs)
        return
      }
      time.hold(now())
      await time.moveTo(moment)
    },
    get state() {
      return { stage: page.stage.state(), page: state() }
    },
  }
  return { ...page, state, now }
}

function frozenQuery(search: string, cue: string | undefined, atMs: number): string {
  const query = new URLSearchParams(search)
  for (const [name, value] of Object.entries({ debug: '1', demo: '1', at: String(atMs), cue: cue ?? '' })) query.set(name, value)
  return query.toString()
}
