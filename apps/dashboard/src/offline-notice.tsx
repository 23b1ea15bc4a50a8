import type { ClientStatus } from '@landale/client'
import { createEffect, createSignal, type JSX, on, Show } from 'solid-js'
import { formatTime } from '@/format.ts'
import { texts } from '@/texts.ts'

/** How long a lost connection may take to come back before it is worth a line. */
const graceMs = 1_000

/** Says that what the page shows has stopped, since when, and when it is tried again. */
export function OfflineNotice(props: { status: ClientStatus; now: number }): JSX.Element {
  const [lostAt, setLostAt] = createSignal<number>()
  const [wasConnected, setWasConnected] = createSignal(false)
  createEffect(
    on(
      () => props.status.kind,
      (kind) => {
        if (kind === 'connected') setWasConnected(true)
        setLostAt((lost) => (kind === 'connected' ? undefined : (lost ?? Date.now())))
      },
    ),
  )
  const overdue = () => {
    const lost = lostAt()
    return lost !== undefined && props.now - lost >= graceMs ? lost : undefined
  }
  const retry = () =>
    props.status.kind === 'waiting'
      ? texts.offline.retry(Math.ceil((props.status.retryAt - props.now) / 1_000))
      : texts.offline.retry(0)

  return (
    <Show when={overdue()}>
      {(lost) => (
        <div class="offline">
          <strong role="alert">{wasConnected() ? texts.offline.since(formatTime(lost())) : texts.offline.never}</strong>
          <span>{retry()}</span>
        </div>
      )}
    </Show>
  )
}
