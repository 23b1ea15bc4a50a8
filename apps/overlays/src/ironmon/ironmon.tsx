import type { RunState } from '@landale/protocol'
import { createMemo, Show } from 'solid-js'
import './ironmon.css'
import { createHold } from '@/shared/hold.ts'
import { LayerView } from '@/shared/layer-view.tsx'
import type { PageProps } from '@/shared/page.tsx'
import { createPlayback } from '@/shared/playback.ts'
import type { Showing } from '@/shared/showing.ts'
import { CheckpointSlab } from './checkpoint-slab.tsx'
import { Furniture } from './furniture.tsx'

const furniture: Showing = { id: 'run', kind: 'run', cue: null }

/** The run along the bottom edge, and what is cleared rising from it. */
export function Ironmon(props: PageProps<'ironmon'>) {
  const cues = () => props.state()?.cues ?? []
  const hasRun = createMemo(() => (props.state()?.run.current ?? null) !== null)
  const lookedAt = createPlayback({
    stage: props.stage,
    cues,
    now: () => props.now(),
    standing: () => (hasRun() ? { background: furniture } : {}),
  })

  const isHeld = createHold({ stage: props.stage, cues, now: () => props.now(), lookedAt })
  const run = createMemo<RunState | undefined>((last) => (last !== undefined && isHeld() ? last : props.state()?.run))

  return (
    <main class="canvas">
      <LayerView stage={props.stage} name="background">
        {() => <Show when={run()}>{(shown) => <Furniture run={shown()} />}</Show>}
      </LayerView>
      <LayerView stage={props.stage} name="midground">
        {(content) => <CheckpointSlab content={content} checkpoints={props.state()?.run.checkpoints ?? []} />}
      </LayerView>
      <LayerView stage={props.stage} name="foreground">
        {(content) => <CheckpointSlab content={content} checkpoints={props.state()?.run.checkpoints ?? []} />}
      </LayerView>
    </main>
  )
}
