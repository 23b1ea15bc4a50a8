import { feedBit, feedsOf } from '@landale/protocol'
import { createMemo, type JSX, Show } from 'solid-js'
import { EventDetails } from '@/feed/event-details.tsx'
import { summarize } from '@/feed/summary.ts'
import type { FeedEvent } from '@/feed/taken-back.ts'
import { formatTime } from '@/format.ts'
import { texts } from '@/texts.ts'

export type EventRowProps = {
  event: FeedEvent
  isOpen: boolean
  isStop: boolean
  onToggle: () => void
  onFocus: () => void
}

/** A row stays the same one, with its focus and what is open of it, when its event is taken back. */
export function EventRow(props: EventRowProps): JSX.Element {
  const summary = createMemo(() => summarize(props.event))
  const isInteraction = () => (feedsOf(props.event) & feedBit('interactions')) !== 0
  const detailsId = () => `details-${props.event.id}`
  return (
    <li data-id={props.event.id} data-open={props.isOpen} data-interaction={isInteraction()}>
      <button
        type="button"
        class="row"
        tabindex={props.isStop ? 0 : -1}
        aria-expanded={props.isOpen}
        aria-controls={props.isOpen ? detailsId() : undefined}
        onClick={() => props.onToggle()}
        onFocus={() => props.onFocus()}
      >
        <span class="position">{props.event.position}</span>
        <time datetime={props.event.inserted_at}>{formatTime(Date.parse(props.event.inserted_at))}</time>
        <span class="type">{props.event.type}</span>
        <span class="summary">
          <Show when={!props.event.takenBack} fallback={<span class="taken-back">{texts.feed.takenBack}</span>}>
            <Show when={summary().who}>
              <bdi class="who">{summary().who}</bdi>{' '}
            </Show>
            <bdi>{summary().what}</bdi>
          </Show>
        </span>
        <span class="origin" data-origin={props.event.metadata.origin}>
          {props.event.metadata.origin}
        </span>
        <span class="source">{props.event.source}</span>
      </button>
      <Show when={props.isOpen}>
        <EventDetails id={detailsId()} event={props.event} onClose={() => props.onToggle()} />
      </Show>
    </li>
  )
}
