import type { Counter, Goal, Timer } from '@landale/protocol'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { createPresses } from '@/press/create-presses.ts'
import type { Push } from '@/press/press.ts'
import { SaidLine } from '@/press/said-line.tsx'
import { CounterRow } from '@/tally/counter-row.tsx'
import { GoalRow } from '@/tally/goal-row.tsx'
import { TimerRow } from '@/tally/timer-row.tsx'
import { texts } from '@/texts.ts'

export type TallyPanelProps = {
  goals: readonly Goal[]
  counters: readonly Counter[]
  timers: readonly Timer[]
  heard: unknown
  push: Push
  enabled: boolean
  /** The server's time. */
  now: number
}

/** What is counted, by viewers and by hand, and the timers. */
export function TallyPanel(props: TallyPanelProps): JSX.Element {
  const presses = createPresses({ push: (event, payload) => props.push(event, payload), heard: () => props.heard })
  const isEmpty = createMemo(() => props.goals.length + props.counters.length + props.timers.length === 0)
  return (
    <section class="panel tallies" aria-labelledby="tally-title">
      <h2 id="tally-title">{texts.tally.title}</h2>
      <Show when={!isEmpty()} fallback={<p class="empty">{texts.tally.nothing}</p>}>
        <ul>
          <For each={props.timers}>
            {(timer) => <TimerRow timer={timer} presses={presses} enabled={props.enabled} now={props.now} />}
          </For>
          <For each={props.goals}>{(goal) => <GoalRow goal={goal} presses={presses} enabled={props.enabled} />}</For>
          <For each={props.counters}>
            {(counter) => <CounterRow counter={counter} presses={presses} enabled={props.enabled} />}
          </For>
        </ul>
      </Show>
      <SaidLine said={presses.said()} enabled={props.enabled} />
    </section>
  )
}
