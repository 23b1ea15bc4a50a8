import type { Goal } from '@landale/protocol'
import { Index, Show } from 'solid-js'
import './goals-slab.css'
import { Gauge } from '@/shared/gauge.tsx'
import { Rolling } from '@/shared/rolling.tsx'
import { count } from '@/shared/words.ts'

/** How far each goal has come, one under the other. One that is reached stays hot. */
export function GoalsSlab(props: { goals: readonly Goal[] }) {
  return (
    <article class="goals">
      <Index each={props.goals}>
        {(goal) => (
          <div class="goal" data-goal={goal().id} data-reached={goal().reached_at !== null} data-step>
            <bdi class="goal-label words">{goal().label}</bdi>
            <span class="goal-figure">
              <Show when={goal().reached_at !== null}>
                <span class="goal-reached">reached</span>
              </Show>
              <Rolling text={count(goal().current)} /> <span class="goal-aside">of {count(goal().target)}</span>
            </span>
            <Gauge current={goal().current} target={goal().target} />
          </div>
        )}
      </Index>
      <div class="shade" />
    </article>
  )
}
