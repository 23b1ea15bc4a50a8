import type { DashboardState } from '@landale/protocol'
import { For, type JSX, Show } from 'solid-js'
import { PartMark } from '@/panel/part-mark.tsx'
import { texts } from '@/texts.ts'

export function PartsPanel(props: { parts: DashboardState['parts'] }): JSX.Element {
  return (
    <section class="panel" aria-labelledby="parts-title">
      <h2 id="parts-title">{texts.parts.title}</h2>
      <ul class="lines">
        <For each={props.parts} fallback={<li class="empty">{texts.parts.empty}</li>}>
          {(part) => (
            <li class="line part">
              <span class="line-name">{part.name}</span>
              <PartMark state={part.state} />
              <Show when={part.reason}>
                <bdi class="line-more">{part.reason}</bdi>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
