import { createEffect, createSignal, on, Show } from 'solid-js'
import '@/shared/corner.css'
import './clock.css'
import { LayerView } from '@/shared/layer-view.tsx'
import { createLookout } from '@/shared/lookout.ts'
import type { PageProps } from '@/shared/page.tsx'
import { createPlayback } from '@/shared/playback.ts'
import { Rolling } from '@/shared/rolling.tsx'
import type { Showing } from '@/shared/showing.ts'
import { faceAt } from './clock-face.ts'

const clock: Showing = { id: 'clock', kind: 'clock', cue: null }

/** The time, in a corner of the screen. */
export function Clock(props: PageProps<'clock'>) {
  const startedAt = () => props.state()?.broadcast_started_at ?? null
  const face = () => faceAt(props.now(), startedAt(), props.options)
  const [shown, setShown] = createSignal(face(), { equals: (a, b) => a.time === b.time && a.uptime === b.uptime })
  const lookout = createLookout({
    now: () => props.now(),
    look() {
      setShown(face())
      const now = props.now()
      return now + 1_000 - (now % 1_000)
    },
  })
  createEffect(on(props.state, lookout.look))
  createPlayback({
    stage: props.stage,
    cues: () => [],
    now: () => props.now(),
    standing: () => (props.state() === undefined ? {} : { background: clock }),
  })
  return (
    <main class="canvas" data-position={props.options.position}>
      <LayerView stage={props.stage} name="background">
        {() => (
          <article class="clock">
            <p class="clock-time" data-step>
              <Rolling text={shown().time} />
              <Show when={shown().half}>{(half) => <span class="clock-half">{half()}</span>}</Show>
            </p>
            <Show when={shown().uptime}>
              {(uptime) => (
                <p class="clock-uptime" data-step>
                  on air <span class="clock-figure">{uptime()}</span>
                </p>
              )}
            </Show>
            <div class="shade" />
          </article>
        )}
      </LayerView>
    </main>
  )
}
