import { meaningOf, type NumberOption, type Option, valueFrom } from '@landale/protocol'
import { createUniqueId, type JSX, Show } from 'solid-js'
import { textOf } from './page-address.ts'
import { Segments } from './segments.tsx'

export type OptionFieldProps = {
  overlay: string
  name: string
  option: Option
  /** As the address says it; undefined while it is the default. */
  value: string | undefined
  onChange: (value: string) => void
}

/** More steps than a hand can find on a slider. */
const mostSteps = 200

/** One option, as its kind is chosen. What a page would not take is said beside it. */
export function OptionField(props: OptionFieldProps) {
  const id = createUniqueId()
  const value = () => props.value ?? textOf(props.option.default)
  const isFine = () => value() === '' || valueFrom(props.option, value()) !== undefined
  return (
    <div class="option">
      {controlOf(props, id, value)}
      <p class="option-summary" id={`${id}-summary`}>
        {props.option.summary}
        <Show when={!isFine()}>
          <strong role="alert"> It is {meaningOf(props.option)}.</strong>
        </Show>
      </p>
    </div>
  )
}

function controlOf(props: OptionFieldProps, id: string, value: () => string): JSX.Element {
  const { option } = props
  const summary = `${id}-summary`
  const onInput = ({ currentTarget }: { currentTarget: HTMLInputElement }) => props.onChange(currentTarget.value)
  switch (option.kind) {
    case 'choice':
      return (
        <Segments
          legend={props.name}
          name={`${props.overlay}-${props.name}`}
          values={option.values}
          value={value()}
          onChoose={props.onChange}
        />
      )
    case 'flag':
      return (
        <label class="field flag">
          <input
            id={id}
            aria-describedby={summary}
            type="checkbox"
            checked={value() === '1'}
            onChange={({ currentTarget }) => props.onChange(currentTarget.checked ? '1' : '0')}
          />
          <span class="field-name">{props.name}</span>
        </label>
      )
    case 'number':
      return (
        <label class="field">
          <span class="field-name">
            {props.name} <output>{value()}</output> {option.unit}
          </span>
          <input
            id={id}
            aria-describedby={summary}
            type={stepsOf(option) > mostSteps ? 'number' : 'range'}
            min={option.from}
            max={option.to}
            step={stepOf(option)}
            value={value()}
            onInput={onInput}
          />
        </label>
      )
    case 'text':
      return (
        <label class="field">
          <span class="field-name">{props.name}</span>
          <input id={id} aria-describedby={summary} type="text" maxLength={option.longest} value={value()} onInput={onInput} />
        </label>
      )
    default:
      return option satisfies never
  }
}

/** Fine where there is little room, and coarse where there is much. */
function stepOf({ from, to, isWhole }: NumberOption): number {
  if (isWhole) return 1
  return to - from > 10 ? 0.5 : 0.05
}

function stepsOf(option: NumberOption): number {
  return (option.to - option.from) / stepOf(option)
}
