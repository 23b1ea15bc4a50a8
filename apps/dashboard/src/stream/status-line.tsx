import type { Client } from '@landale/client'
import { createChannelState } from '@landale/client/solid'
import type { StreamStatus } from '@landale/protocol'
import { For, type JSX, Show } from 'solid-js'
import { createPresses } from '@/press/create-presses.ts'
import { captionsWith } from '@/stream/captions.ts'
import { formatElapsed } from '@/stream/elapsed.ts'
import { readoutsOf, tallyWords } from '@/stream/readouts.ts'
import { texts } from '@/texts.ts'

export type StatusLineProps = {
  client: Client
  enabled: boolean
  /** The server's time. */
  now: number
}

/** How the broadcast does, in one line at the top of every view. */
export function StatusLine(props: StatusLineProps): JSX.Element {
  const status = createChannelState<StreamStatus>(props.client, 'stream:status')
  return (
    <section class="broadcast" aria-label={texts.stream.status.title} data-on-air={status.value?.on_air_since != null}>
      <Show when={status.value} fallback={<p class="on-air">{texts.stream.status.unknown}</p>}>
        {(value) => (
          <>
            <OnAir status={value()} now={props.now} />
            <dl class="broadcast-figures">
              <For each={readoutsOf(value(), props.now).map(({ id }) => id)}>
                {(id) => <Figure id={id} status={value()} now={props.now} />}
              </For>
            </dl>
            <p class="broadcast-tally">{tallyWords(value()).join(' · ')}</p>
            <CaptionsSwitch isOn={value().captions_on} push={status.push} heard={status.meta} enabled={props.enabled} />
          </>
        )}
      </Show>
    </section>
  )
}

function OnAir(props: { status: StreamStatus; now: number }): JSX.Element {
  const { status: words } = texts.stream
  return (
    <>
      <p class="on-air">
        <Show when={props.status.on_air_since} fallback={words.offAir}>
          {(since) => (
            <>
              {words.onAir} <strong class="on-air-clock">{formatElapsed(props.now - since())}</strong>
            </>
          )}
        </Show>
        <Show when={props.status.stream.reconnecting}>
          <span class="is-wrong">{words.reconnecting}</span>
        </Show>
      </p>
      <p class="broadcast-title">
        <bdi>{props.status.title || words.untitled}</bdi>
        <Show when={props.status.category?.name}>{(name) => <bdi class="broadcast-category">{name()}</bdi>}</Show>
      </p>
    </>
  )
}

function Figure(props: { id: string; status: StreamStatus; now: number }): JSX.Element {
  const readout = () => readoutsOf(props.status, props.now).find(({ id }) => id === props.id)
  return (
    <Show when={readout()}>
      {(known) => (
        <div class="figure" data-figure={props.id} classList={{ 'is-wrong': known().isWrong }}>
          <dt>{known().name}</dt>
          <dd>
            <bdi>{known().value}</bdi>
          </dd>
        </div>
      )}
    </Show>
  )
}

type CaptionsSwitchProps = {
  isOn: boolean
  push: (event: string, payload: object) => Promise<unknown>
  heard: unknown
  enabled: boolean
}

/** Captions on or off; a refusal is said in its place. */
function CaptionsSwitch(props: CaptionsSwitchProps): JSX.Element {
  const presses = createPresses({ push: (event, payload) => props.push(event, payload), heard: () => props.heard })
  const isOn = () => captionsWith(props.isOn, presses.pending())
  return (
    <div class="captions-switch">
      <button
        type="button"
        class="button lit"
        aria-pressed={isOn()}
        disabled={!props.enabled}
        onClick={() => void presses.press('captions.set', { on: !isOn() })}
      >
        {texts.stream.captions}
      </button>
      <span class="captions-said" role="status" data-failed={presses.said().isFailure}>
        {presses.said().text}
      </span>
    </div>
  )
}
