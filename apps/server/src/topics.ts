import type { CommittedEvent, EventLog } from '@landale/event-log'
import {
  type DashboardState,
  type Feed,
  feeds,
  type ObsState,
  type OverlayName,
  OverlayParams,
  type OverlayStateOf,
  overlayNames,
  type ServicesState,
} from '@landale/protocol'
import { FeedChannel } from './channel/channel.ts'
import { type OverlayPage, OverlayPages } from './channel/overlay-pages.ts'
import { StateChannel } from './channel/state-channel.ts'
import type { PushOutcome, Topic, Topics } from './channel/topic.ts'
import type { RunCommand } from './command/commands.ts'
import type { Config } from './config.ts'
import { Problem } from './http/problem.ts'

export type TopicSetOptions = {
  log: EventLog
  config: Config
  publish: (topic: string, frame: string) => void
  clock: () => number
  overlayState: { [Name in OverlayName]: () => OverlayStateOf<Name> }
  overlayBuild: () => string
  dashboardState: () => DashboardState
  servicesState: () => ServicesState
  obsState: () => ObsState
  run: RunCommand
}

/** Every topic there is: the feeds, the overlays' states and the dashboard's. */
export class TopicSet {
  readonly #feeds: readonly FeedChannel[]
  readonly #overlays: Readonly<Record<OverlayName, StateChannel<unknown>>>
  readonly #dashboard: StateChannel<DashboardState>
  readonly #services: StateChannel<ServicesState>
  readonly #obs: StateChannel<ObsState>
  readonly #byName: ReadonlyMap<string, Topic>
  readonly #pages = new OverlayPages()

  constructor(options: TopicSetOptions) {
    const { log, config, publish, clock, dashboardState, servicesState, obsState, run } = options
    this.#feeds = feeds.map((feed: Feed) => new FeedChannel({ feed, log, config, publish, clock }))
    this.#overlays = {
      alerts: overlayChannel('alerts', options, this.#pages),
      ironmon: overlayChannel('ironmon', options, this.#pages),
    }
    const dashboard = <Value>(name: string, value: () => Value) =>
      new StateChannel({
        name: `dashboard:${name}`,
        roles: ['control'],
        config,
        publish,
        clock,
        value,
        push: (_peer, event, payload) => asPush(run, event, payload),
      })
    this.#dashboard = dashboard('main', dashboardState)
    this.#services = dashboard('services', servicesState)
    this.#obs = dashboard('obs', obsState)
    this.#byName = new Map<string, Topic>([
      ...this.#feeds.map((feed) => [feed.name, feed] as const),
      ...overlayNames.map((name) => [`overlay:${name}`, this.#overlays[name]] as const),
      [this.#dashboard.name, this.#dashboard],
      [this.#services.name, this.#services],
      [this.#obs.name, this.#obs],
    ])
  }

  /** The overlay pages that are joined now. */
  get overlayPages(): readonly OverlayPage[] {
    return this.#pages.all
  }

  readonly find: Topics = (name) => this.#byName.get(name)

  /** Hands what a commit brought to every feed. */
  take(events: readonly CommittedEvent[]): void {
    for (const feed of this.#feeds) feed.take(events)
  }

  overlayChanged(name: OverlayName): void {
    this.#overlays[name].changed()
  }

  dashboardChanged(): void {
    this.#dashboard.changed()
  }

  /** A source's state, or what it shows, is another now. */
  sourcesChanged(): void {
    this.#dashboard.changed()
    this.#services.changed()
    this.#obs.changed()
  }

  /** Sends what still waits in a window. */
  flush(): void {
    for (const feed of this.#feeds) feed.flush()
  }
}

function overlayChannel(
  name: OverlayName,
  { log, config, publish, clock, overlayState, overlayBuild }: TopicSetOptions,
  pages: OverlayPages,
): StateChannel<unknown> {
  return new StateChannel<unknown>({
    name: `overlay:${name}`,
    roles: ['overlay', 'control'],
    config,
    publish,
    clock,
    value: overlayState[name],
    joined: (params) => pages.add(name, params),
    reply: ({ version, value, now, peer, params }) => ({
      instance: OverlayParams.safeParse(params).data?.instance ?? peer.id,
      build: overlayBuild(),
      state: value,
      version,
      epoch: log.epoch,
      head: log.published,
      now,
    }),
  })
}

async function asPush(run: RunCommand, name: string, payload: Record<string, unknown>): Promise<PushOutcome> {
  try {
    return { ok: true, response: await run(name, payload) }
  } catch (error) {
    if (error instanceof Problem) return { ok: false, reason: error.code, message: error.message }
    throw error
  }
}
