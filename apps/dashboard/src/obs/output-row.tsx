import { type JSX, Show } from 'solid-js'

export type OutputRowProps = {
  name: string
  output: string
  words: string
  state: 'off' | 'on' | 'paused' | 'wrong'
  more?: string | undefined
  children: JSX.Element
}

/** One output: what it is, how it is, and what is done about it. */
export function OutputRow(props: OutputRowProps): JSX.Element {
  return (
    <li class="output" data-output={props.output} data-state={props.state}>
      <span class="output-name">{props.name}</span>
      <span class="output-state">{props.words}</span>
      <span class="output-buttons">{props.children}</span>
      <Show when={props.more}>{(more) => <bdi class="output-more">{more()}</bdi>}</Show>
    </li>
  )
}
