import { For } from 'solid-js'

/** One of a few, side by side. */
export function Segments<Value extends string>(props: {
  legend: string
  name: string
  values: readonly Value[]
  value: string
  onChoose: (value: Value) => void
}) {
  return (
    <fieldset class="field segments">
      <legend class="field-name">{props.legend}</legend>
      <For each={props.values}>
        {(value) => (
          <label>
            <input type="radio" name={props.name} checked={props.value === value} onChange={() => props.onChoose(value)} />
            <span>{value.replaceAll('-', ' ')}</span>
          </label>
        )}
      </For>
    </fieldset>
  )
}
