import type { PartState } from '@landale/protocol'
import type { JSX } from 'solid-js'
import { texts } from '@/texts.ts'

export function PartMark(props: { state: PartState }): JSX.Element {
  return (
    <span class="part-state" data-state={props.state}>
      {texts.parts.states[props.state]}
    </span>
  )
}
