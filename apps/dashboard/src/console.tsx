import { createChannelState, createClientStatus, createLandaleClient } from '@landale/client/solid'
import type { DashboardState, OverlaysState, QueueView, ServicesState, StageView } from '@landale/protocol'
import { createEffect, createMemo, createSignal, type JSX, on, Show } from 'solid-js'
import { createClock } from '@/clock.ts'
import { createEventRate } from '@/create-event-rate.ts'
import { createEventFeed } from '@/feed/create-event-feed.ts'
import { FeedPanel } from '@/feed/feed-panel.tsx'
import { Header } from '@/header.tsx'
import { LiveColumn } from '@/live-column.tsx'
import { ObsPanel } from '@/obs/obs-panel.tsx'
import { OfflineNotice } from '@/offline-notice.tsx'
import { fetchOverlayAddresses, type OverlayAnswer } from '@/overlay-addresses.ts'
import { ClientsPanel } from '@/panel/clients-panel.tsx'
import { createPageWatch } from '@/panel/create-page-watch.ts'
import { LostLines } from '@/panel/lost-lines.tsx'
import { OverlaysPanel } from '@/panel/overlays-panel.tsx'
import { PartsPanel } from '@/panel/parts-panel.tsx'
import { TestPanel } from '@/panel/test-panel.tsx'
import { type LastEvents, noteLastEvents } from '@/source/last-events.ts'
import { SourcesPanel } from '@/source/sources-panel.tsx'
import { StatusLine } from '@/stream/status-line.tsx'
import { StreamPanel } from '@/stream/stream-panel.tsx'
import { onCoverKey } from '@/takeover/cover-key.ts'
import { createCover } from '@/takeover/create-cover.ts'
import { TakeoverStrip } from '@/takeover/takeover-strip.tsx'
import { texts } from '@/texts.ts'
import { isSetUp } from '@/twitch/set-up.ts'
import { TwitchPanel } from '@/twitch/twitch-panel.tsx'
import { type View, ViewSwitch } from '@/view-switch.tsx'

/** Every third failed attempt asks whether the key is still good: the socket itself cannot tell a refusal from an absence. */
const attemptsPerCheck = 3

/** The page once there is a key. */
export function Console(props: { key: string; onForget: () => void; onRefused: () => void }): JSX.Element {
  const url = `${location.origin.replace(/^http/, 'ws')}/socket`
  const client = createLandaleClient({ url, key: props.key, name: 'dashboard' })
  const status = createClientStatus(client)
  const dashboard = createChannelState<DashboardState>(client, 'dashboard:main', { onRefused: () => props.onRefused() })
  const services = createChannelState<ServicesState>(client, 'dashboard:services')
  const open = createChannelState<OverlaysState>(client, 'dashboard:overlays')
  const queue = createChannelState<QueueView>(client, 'stream:queue')
  const stage = createChannelState<StageView>(client, 'stream:stage')
  const now = createClock()
  const tick = createClock(client.now, 250)
  /** The server's time: also anew with each state, so that nothing has more left than it began with. */
  const serverNow = createMemo(() => {
    tick()
    queue.meta
    stage.meta
    return client.now()
  })
  const rate = createEventRate(now)
  const [lastEvents, setLastEvents] = createSignal<LastEvents>(new Map())
  const feed = createEventFeed(client, {
    onLive: rate.count,
    onEvents: (events) => setLastEvents((last) => noteLastEvents(last, events)),
  })
  const [view, setView] = createSignal<View>('live')
  const [overlays, setOverlays] = createSignal<OverlayAnswer>()

  const askForOverlays = async () => {
    const answer = await fetchOverlayAddresses(props.key)
    if (answer.kind === 'refused') props.onRefused()
    else if (answer.kind === 'addresses' || overlays() === undefined) setOverlays(answer)
  }
  void askForOverlays()
  createEffect(
    on(
      status,
      (current) => {
        const isCheck = current.kind === 'waiting' && current.attempt % attemptsPerCheck === 0
        const isMissing = current.kind === 'connected' && overlays()?.kind !== 'addresses'
        if (isCheck || isMissing) void askForOverlays()
      },
      { defer: true },
    ),
  )
  const isConnected = () => status().kind === 'connected'
  const cover = createCover({ push: stage.push, heard: () => stage.meta, takeover: () => stage.value?.takeover ?? null })
  onCoverKey(() => isConnected() && cover.start('screen-cover'))
  const watch = createPageWatch({ open: () => open.value, isConnected, now: serverNow })
  const sources = () => services.value?.sources ?? []
  /** Parts that are sources stand among the sources, and are not told apart before those are known. */
  const parts = () => {
    const names = sources().map(({ name }) => name)
    return services.value === undefined ? [] : (dashboard.value?.parts ?? []).filter(({ name }) => !names.includes(name))
  }
  const twitch = () => (isSetUp(sources().find(({ name }) => name === 'twitch')?.error) ? services.value?.twitch : undefined)

  return (
    <div class="console" data-connected={isConnected()}>
      <Header
        status={status()}
        value={dashboard.value}
        head={Math.max(dashboard.value?.head ?? 0, feed.head())}
        roundTripMs={now() > 0 ? client.statistics.heartbeatRttMs : undefined}
        now={now()}
        rate={rate.rate()}
        onForget={props.onForget}
      />
      <div class="notices">
        <StatusLine client={client} enabled={isConnected()} now={serverNow()} />
        <Show when={stage.value?.takeover}>
          {(takeover) => (
            <TakeoverStrip
              takeover={takeover()}
              enabled={isConnected()}
              now={serverNow()}
              onAsking={(isAsking) => cover.say(isAsking ? texts.takeover.pressAgain : '')}
              onUncover={cover.end}
            />
          )}
        </Show>
        <OfflineNotice status={status()} now={now()} />
        <LostLines lost={watch.lost()} onDismiss={watch.dismiss} />
      </div>
      <main class="main" data-view={view()}>
        <FeedPanel feed={feed} />
        <div class="side">
          <LiveColumn queue={queue} stage={stage} cover={cover} enabled={isConnected()} now={serverNow()} />
          <div class="air">
            <ObsPanel
              client={client}
              source={sources().find(({ name }) => name === 'obs')}
              enabled={isConnected()}
              now={serverNow()}
            />
            <StreamPanel
              client={client}
              push={dashboard.push}
              heard={dashboard.meta}
              twitch={services.value?.twitch}
              source={sources().find(({ name }) => name === 'twitch')}
              enabled={isConnected()}
            />
          </div>
          <div class="rest">
            <div class="state-panels">
              <SourcesPanel sources={sources()} lastEvents={lastEvents()} now={now()} />
              <Show when={twitch()}>
                {(known) => (
                  <TwitchPanel twitch={known()} heard={services.meta} push={dashboard.push} enabled={isConnected()} now={now()} />
                )}
              </Show>
              <PartsPanel parts={parts()} />
              <OverlaysPanel
                answer={overlays()}
                open={open.value}
                heard={open.meta}
                push={open.push}
                enabled={isConnected()}
                now={serverNow()}
              />
              <ClientsPanel clients={dashboard.value?.clients ?? []} now={now()} />
            </div>
            <TestPanel enabled={isConnected()} push={dashboard.push} />
          </div>
        </div>
      </main>
      <ViewSwitch view={view()} onView={setView} />
    </div>
  )
}
