import { type Event, feedBit, feedsOf } from '@landale/protocol'
import { type JSX, Show } from 'solid-js'
import { EventDetails } from '@/feed/event-details.tsx'
import { summarize } from '@/feed/summary.ts'
import { formatTime } from '@/format.ts'

export type EventRowProps = {
  event: Event
  isOpen: boolean
  isStop: boolean
  onToggle: () => void
  onFocus: () => void
}

export function EventRow(props: EventRowProps): JSX.Element {
  const { event } = props
  const summary = summarize(event)
  const isInteraction = (feedsOf(event) & feedBit('interactions')) !== 0
  const detailsId = `details-${event.id}`
  return (
    <li data-id={event.id} data-open={props.isOpen} data-interaction={isInteraction}>
      <button
        type="button"
        class="row"
        tabindex={props.isStop ? 0 : -1}
        aria-expanded={props.isOpen}
        aria-controls={props.isOpen ? detailsId : undefined}
        onClick={() => props.onToggle()}
        onFocus={() => props.onFocus()}
      >
        <span class="position">{event.position}</span>
        <time datetime={event.inserted_at}>{formatTime(Date.parse(event.inserted_at))}</time>
        <span class="type">{event.type}</span>
        <span class="summary">
          <Show when={summary.who}>
            <bdi class="who">{summary.who}</bdi>{' '}
          </Show>
          <bdi>{summary.what}</bdi>
        </span>
        <span class="origin" data-origin={event.metadata.origin}>
          {event.metadata.origin}
        </span>
        <span class="source">{event.source}</span>
      </button>
      <Show when={props.isOpen}>
        <EventDetails id={detailsId} event={event} onClose={() => props.onToggle()} />
      </Show>
    </li>
  )
}
