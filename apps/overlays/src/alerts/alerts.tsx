import { type Cue, layerNames } from '@landale/protocol'
import { For, Show } from 'solid-js'
import './alerts.css'
import { sizeOf } from '@/shared/cue-size.ts'
import { LayerView } from '@/shared/layer-view.tsx'
import type { PageProps } from '@/shared/page.tsx'
import { createPlayback } from '@/shared/playback.ts'
import type { Showing } from '@/shared/showing.ts'
import { Slab } from '@/shared/slab.tsx'

/** Every cue as a slab: news comes in from the left edge, what takes the light hangs from the top, what stays quiet is at the right. */
export function Alerts(props: PageProps<'alerts'>) {
  const cues = () => props.state()?.cues ?? []
  createPlayback({ stage: props.stage, cues, now: () => props.now() })
  return (
    <main class="canvas">
      <For each={layerNames.toReversed()}>
        {(name) => (
          <LayerView stage={props.stage} name={name}>
            {(content) => <Alert content={content} cues={cues()} />}
          </LayerView>
        )}
      </For>
    </main>
  )
}

/** A cue that the server merges another into keeps its id, and is drawn with what it says now. */
function Alert(props: { content: Showing; cues: readonly Cue[] }) {
  const cue = () => props.cues.find(({ id }) => id === props.content.id) ?? props.content.cue
  return <Show when={cue()}>{(said) => <Slab size={sizeOf(said())} words={said().payload} />}</Show>
}
