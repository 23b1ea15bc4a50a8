import type { Client } from '@landale/client'
import type { SourceStatus, TwitchState } from '@landale/protocol'
import { type JSX, Match, Show, Switch } from 'solid-js'
import { createPresses } from '@/press/create-presses.ts'
import type { Push } from '@/press/press.ts'
import { SaidLine } from '@/press/said-line.tsx'
import { ChannelFields } from '@/stream/channel-fields.tsx'
import { type ChannelForm, faultsOf, openForm, payloadOf, settle } from '@/stream/channel-form.ts'
import { createChannel } from '@/stream/create-channel.ts'
import { neededScope, standingOf } from '@/stream/standing.ts'
import { changedWords } from '@/stream/words.ts'
import { texts } from '@/texts.ts'

export type StreamPanelProps = {
  client: Client
  push: Push
  heard: unknown
  /** Twitch among the sources, and what is known of it, once that is. */
  source: SourceStatus | undefined
  twitch: TwitchState | undefined
  enabled: boolean
}

/** What the broadcast is called at Twitch, and under what it is found. */
export function StreamPanel(props: StreamPanelProps): JSX.Element {
  const { channel: words } = texts.stream
  const push: Push = (event, payload) => props.push(event, payload)
  const presses = createPresses({ push, heard: () => props.heard })
  const standing = () => standingOf(props.source, props.twitch)
  const isReady = () => props.enabled && standing().kind === 'ready'
  const channel = createChannel({ client: props.client, push, isReady })
  const reason = () => {
    const now = standing()
    return now.kind === 'not_set_up' ? now.reason : undefined
  }

  const send = async (form: ChannelForm) => {
    if (form.disputed.size > 0) return presses.say(words.decideFirst)
    const { draft } = form
    const isDone = await presses.press('twitch.update_channel', payloadOf(form), { done: changedWords(draft) })
    if (isDone) channel.change((known) => settle(known, draft))
  }

  return (
    <section class="panel channel" aria-labelledby="channel-title-of-panel">
      <h2 id="channel-title-of-panel">{words.panel}</h2>
      <Switch fallback={<p class="empty">{words.reading}</p>}>
        <Match when={reason()}>
          {(missing) => (
            <p>
              {words.notSetUp} <span class="hint">{missing()}</span>
            </p>
          )}
        </Match>
        <Match when={standing().kind === 'not_signed_in'}>
          <p class="hint">{words.notSignedIn}</p>
        </Match>
        <Match when={standing().kind === 'not_granted'}>
          <p class="hint">{words.notGranted(neededScope)}</p>
        </Match>
        <Match when={channel.form()}>
          {(form) => (
            <form
              class="channel-form"
              onSubmit={(event) => {
                event.preventDefault()
                if (canSend(form())) void send(form())
              }}
            >
              <ChannelFields form={form()} push={push} enabled={isReady()} onChange={channel.change} />
              <div class="channel-actions">
                <button type="submit" class="button strong" disabled={!isReady() || !canSend(form())}>
                  {words.send}
                </button>
                <Show when={hasChange(form())}>
                  <button type="button" class="button quiet" onClick={() => channel.change(({ known }) => openForm(known))}>
                    {words.discard}
                  </button>
                </Show>
              </div>
              <SaidLine said={presses.said()} enabled={props.enabled} />
            </form>
          )}
        </Match>
        <Match when={channel.fault()}>
          {(fault) => (
            <p>
              {words.unread(fault())}{' '}
              <button type="button" class="button" disabled={!isReady()} onClick={() => void channel.read()}>
                {words.readAgain}
              </button>
            </p>
          )}
        </Match>
      </Switch>
    </section>
  )
}

function hasChange({ draft }: ChannelForm): boolean {
  return Object.keys(draft).length > 0
}

function canSend(form: ChannelForm): boolean {
  return hasChange(form) && faultsOf(form).size === 0
}
