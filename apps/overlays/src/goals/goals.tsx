import type { Goal } from '@landale/protocol'
import { createEffect, createMemo, createSignal, on, Show, untrack } from 'solid-js'
import '@/shared/corner.css'
import { LayerView } from '@/shared/layer-view.tsx'
import { createLookout } from '@/shared/lookout.ts'
import type { PageProps } from '@/shared/page.tsx'
import { createPlayback } from '@/shared/playback.ts'
import { GoalsSlab } from './goals-slab.tsx'
import { shownGoals } from './shown-goals.ts'

/** The goals, in a corner of the screen. */
export function Goals(props: PageProps<'goals'>) {
  const [shown, setShown] = createSignal<readonly Goal[]>([])
  const lookout = createLookout({
    now: () => props.now(),
    look() {
      const { goals, endsAt } = shownGoals(props.state()?.goals ?? [], props.options.limit, props.now())
      setShown(goals)
      return endsAt
    },
  })
  createEffect(on(props.state, lookout.look))
  // Goals that take turns are other showings: one set leaves as the next comes.
  const key = createMemo(() =>
    shown()
      .map(({ id }) => id)
      .join(' '),
  )
  const last = createMemo((before: readonly Goal[]) => (shown().length === 0 ? before : shown()), [])
  createPlayback({
    stage: props.stage,
    cues: () => [],
    now: () => props.now(),
    standing: () => (key() === '' ? {} : { background: { id: `goals ${key()}`, kind: 'goals', cue: null } }),
  })
  return (
    <main class="canvas" data-position={props.options.position}>
      <LayerView stage={props.stage} name="background">
        {(showing) => {
          // Not tracked, or every change would draw the slab anew instead of moving what it shows.
          const mine = createMemo((before: readonly Goal[]) => (showing.id === `goals ${key()}` ? last() : before), untrack(last))
          return <Show when={mine().length > 0}>{<GoalsSlab goals={mine()} />}</Show>
        }}
      </LayerView>
    </main>
  )
}
