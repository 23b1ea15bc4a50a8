import { type Cue, layerNames } from '@landale/protocol'
import { createMemo, For, onCleanup, Show } from 'solid-js'
import './stage.css'
import { sizeOf } from '@/shared/cue-size.ts'
import { createHold } from '@/shared/hold.ts'
import { LayerView } from '@/shared/layer-view.tsx'
import type { PageProps } from '@/shared/page.tsx'
import { createPlayback } from '@/shared/playback.ts'
import type { Showing } from '@/shared/showing.ts'
import { Slab } from '@/shared/slab.tsx'
import { createStage } from '@/shared/stage.ts'
import { TakeoverView } from '@/takeover/takeover-view.tsx'
import { choreograph as choreographTakeover } from '@/takeover/timeline.ts'
import { FurnitureView } from './furniture-view.tsx'

const furniture: Showing = { id: 'furniture', kind: 'furniture', cue: null }
const isTakeover = ({ kind }: Cue) => kind.startsWith('takeover.')

/** The whole screen: furniture along the foot, news on it, what takes the light hanging over it, and what covers all of it. */
export function StagePage(props: PageProps<'stage'>) {
  const cues = createMemo(() => (props.state()?.cues ?? []).filter((cue) => !isTakeover(cue)))
  const takeovers = createMemo(() => props.state()?.cues.filter(isTakeover))
  const lookedAt = createPlayback({
    stage: props.stage,
    cues,
    now: () => props.now(),
    standing: () => (props.state() === undefined ? {} : { background: furniture }),
  })
  // What covers the screen stands in front of every layer, and interrupts none: nobody sees what is behind it.
  const coverStage = createStage(choreographTakeover)
  onCleanup(() => coverStage.dispose())
  const isHeld = createHold({ stage: props.stage, cues, now: () => props.now(), lookedAt })

  return (
    <>
      <main class="canvas stage" data-show={props.state()?.show.id}>
        <For each={layerNames.toReversed()}>
          {(name) => (
            <LayerView stage={props.stage} name={name}>
              {({ cue }) => (
                <Show when={cue} fallback={<Standing page={props} isHeld={isHeld()} />}>
                  {(first) => <Alert cue={first()} cues={cues()} />}
                </Show>
              )}
            </LayerView>
          )}
        </For>
      </main>
      <TakeoverView stage={coverStage} cues={takeovers()} now={() => props.now()} />
    </>
  )
}

function Standing(props: { page: PageProps<'stage'>; isHeld: boolean }) {
  return (
    <Show when={props.page.state()}>
      {(state) => <FurnitureView state={state()} now={() => props.page.now()} isHeld={props.isHeld} />}
    </Show>
  )
}

/** A cue that the server merges another into keeps its id, and is drawn with what it says now. */
function Alert(props: { cue: Cue; cues: readonly Cue[] }) {
  const said = () => props.cues.find(({ id }) => id === props.cue.id) ?? props.cue
  return <Slab size={sizeOf(said())} words={said().payload} />
}
