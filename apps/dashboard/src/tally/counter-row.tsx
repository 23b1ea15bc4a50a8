import type { Counter } from '@landale/protocol'
import type { JSX } from 'solid-js'
import { formatCount } from '@/format.ts'
import type { Presses } from '@/press/create-presses.ts'
import { NumberField } from '@/tally/number-field.tsx'
import { counterWith } from '@/tally/optimistic.ts'
import { texts } from '@/texts.ts'

const range = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }

export function CounterRow(props: { counter: Counter; presses: Presses; enabled: boolean }): JSX.Element {
  const value = () => counterWith(props.counter, props.presses.pending())
  const press = (change: { value: number } | { add: number }, done?: string) =>
    void props.presses.press(
      'counter.set',
      { counter: props.counter.id, ...change },
      { isRepeatable: 'add' in change, ...(done === undefined ? {} : { done }) },
    )
  return (
    <li class="tally" data-tally={props.counter.id}>
      <bdi class="tally-label">{props.counter.label}</bdi>
      <button
        type="button"
        class="button step"
        disabled={!props.enabled}
        aria-label={texts.tally.less(props.counter.label)}
        onClick={() => press({ add: -1 })}
      >
        −1
      </button>
      <NumberField
        label={props.counter.label}
        value={value()}
        range={range}
        enabled={props.enabled}
        onSet={(set) => press({ value: set }, texts.tally.isSet(props.counter.label, formatCount(set)))}
      />
      <button
        type="button"
        class="button step"
        disabled={!props.enabled}
        aria-label={texts.tally.more(props.counter.label)}
        onClick={() => press({ add: 1 })}
      >
        +1
      </button>
    </li>
  )
}
