import type { QueuedCue } from '@landale/protocol'
import { type JSX, Show } from 'solid-js'
import { cueWords } from '@/queue/cue-words.ts'

/** A cue's words, and where it comes from if that is not a viewer, just now. */
export function CueLine(props: { cue: Pick<QueuedCue, 'payload' | 'origin'> }): JSX.Element {
  return (
    <span class="cue-words" title={props.cue.payload.message}>
      <Show when={props.cue.origin !== 'live'}>
        <span class="origin cue-origin">{props.cue.origin}</span>{' '}
      </Show>
      <Show when={cueWords(props.cue).who}>
        <bdi class="cue-who">{cueWords(props.cue).who}</bdi>{' '}
      </Show>
      <bdi>{cueWords(props.cue).what}</bdi>
    </span>
  )
}
