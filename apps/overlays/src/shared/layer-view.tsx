import type { LayerName } from '@landale/protocol'
import { For, type JSX } from 'solid-js'
import type { Showing } from './showing.ts'
import type { Stage } from './stage.ts'

/** A layer's element, which tells themes and tests what is on, and the elements of what is in it. */
export function LayerView(props: { stage: Stage; name: LayerName; children: (content: Showing) => JSX.Element }) {
  const layer = () => props.stage.state().layers[props.name]
  const content = () => {
    const now = layer()
    return now.kind === 'hidden' ? undefined : now.content
  }
  return (
    <section
      class="layer"
      ref={(element) => props.stage.attachLayer(props.name, element)}
      data-layer={props.name}
      data-state={layer().kind}
      data-cue={content()?.id}
      data-kind={content()?.kind}
    >
      <For each={props.stage.items(props.name)}>
        {(item) => (
          <div class="item" ref={(element) => props.stage.attachItem(props.name, item, element)}>
            {props.children(item)}
          </div>
        )}
      </For>
    </section>
  )
}
