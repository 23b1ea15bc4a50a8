import { createMemo, Show } from 'solid-js'
import '@/shared/corner.css'
import { LayerView } from '@/shared/layer-view.tsx'
import type { PageProps } from '@/shared/page.tsx'
import { createPlayback } from '@/shared/playback.ts'
import { createTrain, showingOfTrain } from './create-train.ts'
import type { TrainOn } from './train-on.ts'
import { TrainSlab } from './train-slab.tsx'

/** The train alone, in a corner of the screen, as long as it is on. */
export function Train(props: PageProps<'train'>) {
  const train = createTrain({ state: () => props.state(), now: () => props.now() })
  createPlayback({
    stage: props.stage,
    cues: () => [],
    now: () => props.now(),
    standing: () => {
      const on = train()
      return on === undefined ? {} : { midground: showingOfTrain(on) }
    },
  })
  const shown = createMemo((last: TrainOn | undefined) => train() ?? last, undefined)
  return (
    <main class="canvas" data-position={props.options.position}>
      <LayerView stage={props.stage} name="midground">
        {() => <Show when={shown()}>{(on) => <TrainSlab train={on()} now={props.now} />}</Show>}
      </LayerView>
    </main>
  )
}
