import type { Timer as TimerOn } from '@landale/protocol'
import { createMemo, Show } from 'solid-js'
import '@/shared/corner.css'
import './timer.css'
import { LayerView } from '@/shared/layer-view.tsx'
import type { PageProps } from '@/shared/page.tsx'
import { createPlayback } from '@/shared/playback.ts'
import { TimerSlab } from './timer-slab.tsx'

/** One timer, where the streamer wants it, as long as it is on. */
export function TimerPage(props: PageProps<'timer'>) {
  const timer = createMemo(() => {
    const wanted = props.options.timer
    const found = props.state()?.timers.find(({ id }) => wanted === '' || id === wanted)
    return found?.status === 'stopped' ? undefined : found
  })
  const shown = createMemo((last: TimerOn | undefined) => timer() ?? last, undefined)
  createPlayback({
    stage: props.stage,
    cues: () => [],
    now: () => props.now(),
    standing: () => {
      const on = timer()
      return on === undefined ? {} : { background: { id: `timer ${on.id}`, kind: 'timer', cue: null } }
    },
  })
  return (
    <main class="canvas" data-position={props.options.position}>
      <LayerView stage={props.stage} name="background">
        {() => <Show when={shown()}>{(on) => <TimerSlab timer={on()} now={() => props.now()} />}</Show>}
      </LayerView>
    </main>
  )
}
