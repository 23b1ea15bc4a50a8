import type { StageView } from '@landale/protocol'
import { For, type JSX } from 'solid-js'
import { createPresses } from '@/press/create-presses.ts'
import type { Push } from '@/press/press.ts'
import { SaidLine } from '@/press/said-line.tsx'
import { pinWith } from '@/show/optimistic.ts'
import { texts } from '@/texts.ts'

export type ShowPanelProps = {
  show: StageView['show']
  shows: StageView['shows']
  heard: unknown
  push: Push
  enabled: boolean
}

/** Which show is on and why, and those that can be pinned. */
export function ShowPanel(props: ShowPanelProps): JSX.Element {
  const presses = createPresses({ push: (event, payload) => props.push(event, payload), heard: () => props.heard })
  const pinned = () => pinWith(props.show, presses.pending())
  const toggle = ({ id, title }: StageView['shows'][number]) => {
    if (pinned() === id) return void presses.press('show.unpin', {}, { done: texts.show.unpinned })
    void presses.press('show.pin', { show: id }, { done: texts.show.isPinned(title) })
  }
  return (
    <section class="panel show" aria-labelledby="show-title">
      <h2 id="show-title" class="hidden">
        {texts.show.title}
      </h2>
      <p class="show-on">
        <strong>{props.show.title}</strong>{' '}
        <span class="tally-note">{props.show.is_pinned ? texts.show.pinned : texts.show.chosen}</span>
      </p>
      <div class="show-choice">
        <For each={props.shows}>
          {(show) => (
            <button
              type="button"
              class="button toggle pin"
              aria-label={texts.show.pin(show.title)}
              aria-pressed={pinned() === show.id}
              disabled={!props.enabled}
              onClick={() => toggle(show)}
            >
              {show.title}
            </button>
          )}
        </For>
      </div>
      <SaidLine said={presses.said()} enabled={props.enabled} />
    </section>
  )
}
