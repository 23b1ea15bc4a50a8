import type { CueSize } from '@landale/protocol'
import { onMount, Show } from 'solid-js'
import { fitWidth } from './fit-width.ts'

export type SlabWords = {
  readonly name?: string | undefined
  readonly deed: string
  readonly figure?: string | undefined
  readonly message?: string | undefined
  /** Ours: a figure of less weight, beside the deed. */
  readonly aside?: string | undefined
}

/**
 * What happened, in the order a person says it: name, deed, figure, and what was written with it. Every word may be a viewer's, so
 * it is only ever text.
 */
export function Slab(props: { size: CueSize; words: SlabWords }) {
  let name: HTMLElement | undefined
  onMount(() => name !== undefined && fitWidth(name))
  return (
    <article class="slab" data-size={props.size}>
      <bdi class="slab-name words" ref={name} data-step>
        {props.words.name ?? props.words.deed}
      </bdi>
      <p class="slab-deed" data-step>
        <Show when={props.words.name !== undefined}>
          <span>{props.words.deed}</span>
        </Show>
      </p>
      <Show when={props.words.aside}>
        {(aside) => (
          <span class="slab-aside" data-step>
            {aside()}
          </span>
        )}
      </Show>
      <div class="slab-end">
        <div class="slab-heat" />
        <Show when={props.words.figure}>
          {(figure) => (
            <bdi class="slab-figure words" data-step data-length={figure().length > 14 ? 'long' : 'short'}>
              {figure()}
            </bdi>
          )}
        </Show>
      </div>
      <Show when={props.words.message}>
        {(message) => (
          <bdi class="slab-message" data-step>
            {message()}
          </bdi>
        )}
      </Show>
      <div class="shade" />
    </article>
  )
}
