import type { Cue, LayerName, OverlayName, OverlayStateOf } from '@landale/protocol'
import { gsap } from 'gsap'
import { createSignal } from 'solid-js'
import type { Address } from './address.ts'
import type { PageProps } from './page.tsx'
import { sampleCue, sampleState, samples } from './samples.ts'

/** `window.landale` on a page with `?debug=1`. What it shows goes the way of any cue, through the one stage. */
export type Debug = {
  /** The names that `show` takes. */
  readonly samples: readonly string[]
  show(sample: string, layer?: LayerName, change?: Partial<Cue['payload']>): string
  hide(layer: LayerName): void
  /** Replaces the state in part, on a demo page. */
  set(change: object): void
  /** Stops the clock and every motion. */
  freeze(): void
  thaw(): void
  /** Freezes the motions under way at so many milliseconds from their start. */
  seek(timeMs: number): void
  readonly state: unknown
}

declare global {
  interface Window {
    landale?: Debug
  }
}

/** Lays samples over the page's own state, and its clock under the debugger's hand. */
export function attach<Name extends OverlayName>(name: Name, page: PageProps<Name>, address: Address): PageProps<Name> {
  const [extra, setExtra] = createSignal<readonly Cue[]>([])
  const [demo, setDemo] = createSignal(address.isDemo ? sampleState(name, page.now()) : undefined)
  const [frozenAt, setFrozenAt] = createSignal<number>()
  const now = () => frozenAt() ?? page.now()
  let shown = 0

  const state = (): OverlayStateOf<Name> | undefined => {
    const base = demo() ?? page.state()
    return base !== undefined && 'cues' in base ? { ...base, cues: [...base.cues, ...extra()] } : base
  }

  window.landale = {
    samples: Object.keys(samples),
    show(sample, layer, change) {
      shown += 1
      const cue = sampleCue(sample, { id: `cue_debug_${shown}`, startsAt: now(), layer, change })
      setExtra((cues) => [...cues.filter((other) => other.layer !== cue.layer), cue])
      return cue.id
    },
    hide: (layer) => setExtra((cues) => cues.filter((cue) => cue.layer !== layer)),
    set: (change) => setDemo((value) => (value === undefined ? undefined : { ...value, ...change })),
    freeze() {
      setFrozenAt(page.now())
      gsap.globalTimeline.pause()
    },
    thaw() {
      setFrozenAt(undefined)
      gsap.globalTimeline.play()
    },
    seek(timeMs) {
      this.freeze()
      page.stage.seek(timeMs)
      // A page without layers has timelines that no stage knows of.
      for (const timeline of gsap.globalTimeline.getChildren(false, false, true)) timeline.time(timeMs / 1_000)
    },
    get state() {
      return { stage: page.stage.state(), page: state() }
    },
  }
  return { ...page, state, now }
}
