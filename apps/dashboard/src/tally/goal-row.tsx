import type { Goal } from '@landale/protocol'
import { type JSX, Show } from 'solid-js'
import { formatCount } from '@/format.ts'
import type { Presses } from '@/press/create-presses.ts'
import { NumberField } from '@/tally/number-field.tsx'
import { goalWith } from '@/tally/optimistic.ts'
import { texts } from '@/texts.ts'

const most = 1_000_000_000

/** Where a goal stands, and what it is for; both change at a press. One that Twitch counts is only shown. */
export function GoalRow(props: { goal: Goal; presses: Presses; enabled: boolean }): JSX.Element {
  const shown = () => goalWith(props.goal, props.presses.pending())
  const isOurs = () => !props.goal.id.startsWith('twitch:')
  const set = (change: { current: number } | { target: number }) => {
    const [value] = Object.values(change)
    const done = texts.tally.isSet(props.goal.label, formatCount(value ?? 0))
    void props.presses.press('goal.set', { goal: props.goal.id, ...change }, { done })
  }
  // By one, wherever it stands by then: a sub may come in the same moment.
  const addOne = () => void props.presses.press('goal.set', { goal: props.goal.id, add: 1 }, { isRepeatable: true })
  return (
    <li class="tally" data-tally={props.goal.id}>
      <bdi class="tally-label">{props.goal.label}</bdi>
      <Show when={isOurs()} fallback={<span class="tally-plain">{formatCount(props.goal.current)}</span>}>
        <NumberField
          label={props.goal.label}
          value={shown().current}
          range={{ min: 0, max: most }}
          enabled={props.enabled}
          onSet={(current) => set({ current })}
        />
      </Show>
      <span class="tally-of">{texts.tally.of}</span>
      <Show when={isOurs()} fallback={<span class="tally-plain">{formatCount(props.goal.target)}</span>}>
        <NumberField
          label={texts.tally.target(props.goal.label)}
          value={shown().target}
          range={{ min: 1, max: most }}
          enabled={props.enabled}
          onSet={(target) => set({ target })}
        />
        <button
          type="button"
          class="button step"
          disabled={!props.enabled || shown().current >= most}
          aria-label={texts.tally.more(props.goal.label)}
          onClick={addOne}
        >
          +1
        </button>
      </Show>
      <Show when={props.goal.reached_at !== null}>
        <span class="tally-note">{texts.tally.reached}</span>
      </Show>
    </li>
  )
}
