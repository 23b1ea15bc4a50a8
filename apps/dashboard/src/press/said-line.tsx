import type { JSX } from 'solid-js'
import type { Said } from '@/press/create-presses.ts'
import { texts } from '@/texts.ts'

/** What came of the last press, in place; or why nothing can be pressed. */
export function SaidLine(props: { said: Said; enabled: boolean }): JSX.Element {
  return (
    <p class="said" role="status" data-failed={props.enabled && props.said.isFailure}>
      {props.enabled ? props.said.text : texts.press.offline}
    </p>
  )
}
