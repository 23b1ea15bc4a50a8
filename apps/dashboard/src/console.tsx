import { createChannelState, createClientStatus, createLandaleClient } from '@landale/client/solid'
import type { DashboardState, OverlaysState, ServicesState } from '@landale/protocol'
import { createEffect, createSignal, type JSX, on, Show } from 'solid-js'
import { createClock } from '@/clock.ts'
import { createEventRate } from '@/create-event-rate.ts'
import { createEventFeed } from '@/feed/create-event-feed.ts'
import { FeedPanel } from '@/feed/feed-panel.tsx'
import { Header } from '@/header.tsx'
import { OfflineNotice } from '@/offline-notice.tsx'
import { fetchOverlayAddresses, type OverlayAnswer } from '@/overlay-addresses.ts'
import { ClientsPanel } from '@/panel/clients-panel.tsx'
import { OverlaysPanel } from '@/panel/overlays-panel.tsx'
import { PartsPanel } from '@/panel/parts-panel.tsx'
import { TestPanel } from '@/panel/test-panel.tsx'
import { type LastEvents, noteLastEvents } from '@/source/last-events.ts'
import { SourcesPanel } from '@/source/sources-panel.tsx'
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
  const now = createClock()
  const rate = createEventRate(now)
  const [lastEvents, setLastEvents] = createSignal<LastEvents>(new Map())
  const feed = createEventFeed(client, {
    onLive: rate.count,
    onEvents: (events) => setLastEvents((last) => noteLastEvents(last, events)),
  })
  const [view, setView] = createSignal<View>('feed')
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
      <OfflineNotice status={status()} now={now()} />
      <main class="main" data-view={view()}>
        <FeedPanel feed={feed} />
        <div class="side">
          <div class="state-panels">
            <SourcesPanel sources={sources()} lastEvents={lastEvents()} now={now()} />
            <Show when={twitch()}>
              {(known) => (
                <TwitchPanel twitch={known()} heard={services.meta} push={dashboard.push} enabled={isConnected()} now={now()} />
              )}
            </Show>
            <PartsPanel parts={parts()} />
            <OverlaysPanel answer={overlays()} open={open.value} />
            <ClientsPanel clients={dashboard.value?.clients ?? []} now={now()} />
          </div>
          <TestPanel enabled={isConnected()} push={dashboard.push} />
        </div>
      </main>
      <ViewSwitch view={view()} onView={setView} />
    </div>
  )
}
