import { For, type JSX, Show } from 'solid-js'
import type { Gap } from '@/twitch/gaps.ts'

/** What is missing, each with what stays silent for it. */
export function GapList(props: { title: string; gaps: readonly Gap[]; children?: JSX.Element }): JSX.Element {
  return (
    <Show when={props.gaps.length > 0}>
      <div class="gaps">
        <div class="gaps-head">
          <h3>
            {props.title} <span class="count">{props.gaps.length}</span>
          </h3>
          {props.children}
        </div>
        <ul>
          <For each={props.gaps}>
            {({ name, types }) => (
              <li class="gap">
                <bdi>{name}</bdi>
                <Show when={types.length > 0}>
                  <span class="line-more">{types.join(', ')}</span>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </div>
    </Show>
  )
}
