import type { RunState } from '@landale/protocol'
import { createMemo, Show } from 'solid-js'
import './ironmon.css'
import { LayerView } from '@/shared/layer-view.tsx'
import type { PageProps } from '@/shared/page.tsx'
import { createPlayback } from '@/shared/playback.ts'
import { endOf } from '@/shared/schedule.ts'
import type { Showing } from '@/shared/showing.ts'
import { CheckpointSlab } from './checkpoint-slab.tsx'
import { Furniture } from './furniture.tsx'

const furniture: Showing = { id: 'run', kind: 'run', cue: null }

// A cue comes in the same state as the change it tells of, and may be due a moment later.
const soonMs = 1_500

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

  const isCueDue = () => {
    const now = Math.max(lookedAt(), props.now())
    return cues().some((cue) => cue.starts_at - now < soonMs && now < endOf(cue))
  }
  const isBusy = () => {
    const { kind, motion } = { motion: null, ...props.stage.state().layers.background }
    return kind === 'interrupted' || (kind === 'active' && motion !== null)
  }
  /** Furniture does not move while something else does: what changed meanwhile is shown once it is back in its place. */
  const isHeld = () => isBusy() || isCueDue()
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
