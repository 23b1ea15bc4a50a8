import type { Cue } from '@landale/protocol'
import { createEffect, on, onCleanup, Show } from 'solid-js'
import './takeover.css'
import { LayerView } from '@/shared/layer-view.tsx'
import type { PageProps } from '@/shared/page.tsx'
import { createPlayback } from '@/shared/playback.ts'
import { endOf } from '@/shared/schedule.ts'
import { Composition } from './composition.tsx'
import { createCover } from './cover.ts'
import { covering } from './covering.ts'
import { kindOf } from './look.ts'

/** Whoever opened the page after that sees no entrance. */
const lateMs = 400

// A timer is a reminder to look, never the clock.
const longestWaitMs = 60_000

/** One opaque surface over everything, and on it what a takeover says. The surface obeys the clock and the server, not the words. */
export function Takeover(props: PageProps<'takeover'>) {
  let canvas: HTMLElement | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const cues = (): readonly Cue[] => props.state()?.cues ?? []
  const surface = () => [document.getElementById('cover'), canvas].filter((element) => element instanceof HTMLElement)
  const cover = createCover({ html: document.documentElement, surface })

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
  createEffect(on(props.state, (state) => state !== undefined && look()))
  const lookAgain = () => props.state() !== undefined && look()
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
    <main class="canvas" ref={canvas}>
      <LayerView stage={props.stage} name="foreground">
        {(content) => <Show when={content.cue}>{(cue) => <Composition cue={cue()} now={() => props.now()} />}</Show>}
      </LayerView>
    </main>
  )
}
