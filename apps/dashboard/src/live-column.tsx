import type { ChannelState } from '@landale/client/solid'
import type { QueueView, StageView } from '@landale/protocol'
import { type JSX, Show } from 'solid-js'
import { QueuePanel } from '@/queue/queue-panel.tsx'
import { ShowPanel } from '@/show/show-panel.tsx'
import type { Cover } from '@/takeover/create-cover.ts'
import { TakeoverPanel } from '@/takeover/takeover-panel.tsx'
import { TallyPanel } from '@/tally/tally-panel.tsx'

export type LiveColumnProps = {
  queue: ChannelState<QueueView, unknown>
  stage: ChannelState<StageView, unknown>
  cover: Cover
  enabled: boolean
  /** The server's time. */
  now: number
}

/** What viewers see and are about to see, and all that steers it. */
export function LiveColumn(props: LiveColumnProps): JSX.Element {
  return (
    <div class="live">
      <TakeoverPanel cover={props.cover} takeover={props.stage.value?.takeover ?? null} enabled={props.enabled} />
      <Show when={props.queue.value}>
        {(queue) => (
          <QueuePanel
            queue={queue()}
            foreseen={props.stage.value?.cues ?? []}
            heard={props.queue.meta}
            push={props.queue.push}
            enabled={props.enabled}
            now={props.now}
          />
        )}
      </Show>
      <Show when={props.stage.value}>
        {(stage) => (
          <div class="live-more">
            <TallyPanel
              goals={stage().goals}
              counters={stage().counters}
              timers={stage().timers}
              heard={props.stage.meta}
              push={props.stage.push}
              enabled={props.enabled}
              now={props.now}
            />
            <ShowPanel
              show={stage().show}
              shows={stage().shows}
              heard={props.stage.meta}
              push={props.stage.push}
              enabled={props.enabled}
            />
          </div>
        )}
      </Show>
    </div>
  )
}
