import { For, Show } from 'solid-js'
import './credits.css'
import type { PageProps } from '@/shared/page.tsx'
import { BlockView } from './block-view.tsx'
import { createRun } from './create-run.ts'
import { Panel } from './panel.tsx'

/** Who made the stream, from its title to a line that stays: for the scene that ends it. */
export function Credits(props: PageProps<'credits'>) {
  const { options } = props
  const credits = createRun({ state: () => props.state(), options, now: () => props.now() })
  return (
    <main class="canvas" data-position={options.position}>
      <Show when={credits.run()} keyed>
        {(run) => (
          <Panel position={options.position} speed={options.speed}>
            <For each={run.blocks}>{(block) => <BlockView block={block} isTakenBack={credits.isTakenBack} />}</For>
          </Panel>
        )}
      </Show>
    </main>
  )
}
