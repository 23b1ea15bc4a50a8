import type { ClientStatus } from '@landale/client'
import type { DashboardState } from '@landale/protocol'
import { type JSX, Show } from 'solid-js'
import { type EventRate, recentRate } from '@/event-rate.ts'
import { formatCount, formatDuration } from '@/format.ts'
import { RateTrace } from '@/rate-trace.tsx'
import { texts } from '@/texts.ts'

export type HeaderProps = {
  status: ClientStatus
  value: DashboardState | undefined
  head: number
  roundTripMs: number | undefined
  now: number
  rate: EventRate
  onForget: () => void
}

export function Header(props: HeaderProps): JSX.Element {
  const { readout } = texts
  const behind = () => Math.max(0, props.head - (props.value?.archived_position ?? props.head))
  return (
    <header class="header">
      <h1 class="wordmark">{texts.name}</h1>
      <p class="status" role="status" data-kind={props.status.kind}>
        <span class="lamp" aria-hidden="true" />
        {texts.status[props.status.kind]}
      </p>
      <dl class="readouts">
        <Readout name={readout.head} value={formatCount(props.head)} class="head" />
        <Readout name={readout.rate} value={recentRate(props.rate).toFixed(1)} class="rate" />
        <div class="readout trace">
          <dt class="hidden">{readout.trace}</dt>
          <dd>
            <RateTrace rate={props.rate} />
          </dd>
        </div>
        <Show when={props.value}>
          {(value) => (
            <>
              <Readout name={readout.session} value={value().session.kind} />
              <Readout name={readout.uptime} value={formatDuration(props.now - value().started_at)} class="uptime" />
              <Show when={value().archived_position > 0}>
                <Readout name={readout.archived} value={behind() === 0 ? '✓' : readout.behind(formatCount(behind()))} />
              </Show>
            </>
          )}
        </Show>
        <Readout
          name={readout.delay}
          value={props.roundTripMs === undefined ? readout.unknown : readout.milliseconds(Math.round(props.roundTripMs))}
        />
        <Show when={props.value}>{(value) => <Readout name={readout.version} value={value().version} class="version" />}</Show>
      </dl>
      <button type="button" class="button quiet forget" onClick={() => props.onForget()}>
        {texts.key.forget}
      </button>
    </header>
  )
}

function Readout(props: { name: string; value: string; class?: string }): JSX.Element {
  return (
    <div class={`readout ${props.class ?? ''}`}>
      <dt>{props.name}</dt>
      <dd>{props.value}</dd>
    </div>
  )
}
