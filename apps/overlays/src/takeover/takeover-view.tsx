import { endOf } from '@landale/layers'
import type { Cue } from '@landale/protocol'
import { createEffect, on, onCleanup, Show } from 'solid-js'
import './takeover-view.css'
import { LayerView } from '@/shared/layer-view.tsx'
import { pageRoot } from '@/shared/page-root.ts'
import { createPlayback } from '@/shared/playback.ts'
import type { Stage } from '@/shared/stage.ts'
import { Composition } from './composition.tsx'
import { createCover } from './cover.ts'
import { covering } from './covering.ts'
import { kindOf } from './look.ts'

/** Whoever opened the page after that sees no entrance. */
const lateMs = 400

// A timer is a reminder to look, never the clock.
const longestWaitMs = 60_000

export type TakeoverViewProps = {
  stage: Stage
  /** The takeovers' cues; undefined until the server has spoken. Reactive. */
  cues: readonly Cue[] | undefined
  now: () => number
}

/**
 * One opaque surface over everything, and on it what a takeover says. The surface obeys the clock and the server, not the words. The
 * page has it in its own HTML, as `#cover`.
 */
export function TakeoverView(props: TakeoverViewProps) {
  let canvas: HTMLElement | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const cues = (): readonly Cue[] => props.cues ?? []
  const surface = () => [pageRoot().querySelector('#cover'), canvas].filter((element) => element instanceof HTMLElement)
  const cover = createCover({ html: pageRoot(), surface })

  function look(): void {
    clearTimeout(timer)
    const now = props.now()
    const cue = covering(cues(), now)
    if (cue === null) {
      cover.lower()
      return
    }
    cover.raise(kindOf(cue.kind), now - cue.starts_at > lateMs)
    timer = setTimeout(look, Math.min(endOf(cue) - now + 1, longestWaitMs))
  }

  // Until the server has spoken, whatever the page began with stays.
  createEffect(
    on(
      () => props.cues,
      (known) => known !== undefined && look(),
    ),
  )
  const lookAgain = () => props.cues !== undefined && look()
  document.addEventListener('visibilitychange', lookAgain)
  window.addEventListener('obsSourceActiveChanged', lookAgain)
  onCleanup(() => {
    clearTimeout(timer)
    cover.dispose()
    document.removeEventListener('visibilitychange', lookAgain)
    window.removeEventListener('obsSourceActiveChanged', lookAgain)
  })
  createPlayback({ stage: props.stage, cues, now: () => props.now() })

  return (
    <section class="canvas takeovers" ref={canvas}>
      <LayerView stage={props.stage} name="foreground">
        {(content) => <Show when={content.cue}>{(cue) => <Composition cue={cue()} now={() => props.now()} />}</Show>}
      </LayerView>
    </section>
  )
}
