import type { CommittedEvent, EventLog } from '@landale/event-log'
import {
  type DashboardState,
  type Feed,
  feeds,
  type ObsState,
  type OverlayName,
  OverlayParams,
  type OverlayStateOf,
  type OverlaysState,
  overlayNames,
  type QueueView,
  type Role,
  type ServicesState,
  type StageView,
  type StreamStatus,
  Vitals,
} from '@landale/protocol'
import { FeedChannel } from './channel/channel.ts'
import { type OverlayPage, OverlayPages } from './channel/overlay-pages.ts'
import type { Peer } from './channel/peer.ts'
import { StateChannel } from './channel/state-channel.ts'
import type { PushOutcome, Topic, Topics } from './channel/topic.ts'
import type { RunCommand } from './command/commands.ts'
import type { Config } from './config.ts'
import { invalid } from './http/parse.ts'
import { Problem } from './http/problem.ts'
import type { CommandHandlers } from './ingest/source.ts'
import type { StateName } from './projection/derived-state.ts'
import { PaintTimes } from './stage/paint-times.ts'
import type { Receive } from './stage/receipts.ts'

/** Which states each overlay is drawn from. */
const drawnFrom: { readonly [Name in OverlayName]: readonly StateName[] } = {
  stage: ['queue', 'takeover', 'show', 'trains', 'tallies', 'broadcast', 'nowPlaying', 'run'],
  alerts: ['queue'],
  ironmon: ['queue', 'run'],
  takeover: ['takeover'],
  chat: ['chat'],
  captions: ['speech'],
  'now-playing': ['nowPlaying'],
  ticker: ['show', 'tallies', 'broadcast', 'nowPlaying', 'run'],
  goals: ['tallies'],
  train: ['trains', 'show'],
  timer: ['tallies'],
  emotes: ['emotes'],
  credits: ['credits'],
  clock: ['broadcast'],
}
/** What `stream:status` is drawn from, beside OBS. */
const reporting: readonly StateName[] = ['broadcast', 'show', 'takeover', 'captions']
/** What `stream:stage` is drawn from. */
const steering: readonly StateName[] = ['queue', 'takeover', 'show', 'trains', 'tallies']

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
  queueState: () => QueueView
  stageState: () => StageView
  streamStatus: () => StreamStatus
  run: RunCommand
  /** A page says of one of its cues that it is on, or over. */
  receipt: Receive
}

/** Every topic there is: the feeds, the overlays' states and the dashboard's. */
export class TopicSet {
  readonly #feeds: readonly FeedChannel[]
  readonly #overlays: Readonly<Record<OverlayName, StateChannel<unknown>>>
  readonly #dashboard: StateChannel<DashboardState>
  readonly #services: StateChannel<ServicesState>
  readonly #obs: StateChannel<ObsState>
  readonly #queue: StateChannel<QueueView>
  readonly #stage: readonly StateChannel<StageView>[]
  readonly #status: StateChannel<StreamStatus>
  readonly #byName: ReadonlyMap<string, Topic>
  readonly #pages: OverlayPages
  readonly #open: StateChannel<OverlaysState>
  readonly #paint = new PaintTimes()
  #emotesWait = false

  constructor(options: TopicSetOptions) {
    const { log, config, publish, clock, dashboardState, servicesState, obsState, queueState, stageState, streamStatus, run } =
      options
    this.#pages = new OverlayPages({ build: options.overlayBuild, clock, onChange: () => this.#open.changed() })
    this.#feeds = feeds.map((feed: Feed) => new FeedChannel({ feed, log, config, publish, clock }))
    this.#overlays = Object.fromEntries(overlayNames.map((name) => [name, overlayChannel(name, options, this.#pages)])) as Record<
      OverlayName,
      StateChannel<unknown>
    >
    const steered = <Value>(name: string, roles: readonly Role[], value: () => Value) =>
      new StateChannel({
        name,
        roles,
        config,
        publish,
        clock,
        value,
        push: (peer, event, payload) =>
          peer.role === 'control' ? asPush(run, event, payload) : Promise.resolve(notForRole(name, peer.role)),
      })
    const dashboard = <Value>(name: string, value: () => Value) => steered(`dashboard:${name}`, ['control'], value)
    this.#queue = steered('stream:queue', ['control', 'overlay'], queueState)
    this.#stage = ['stream:stage', 'stream:overlays'].map((name) => steered(name, ['control', 'overlay'], stageState))
    this.#status = steered('stream:status', ['control', 'overlay'], streamStatus)
    this.#dashboard = dashboard('main', dashboardState)
    this.#services = dashboard('services', servicesState)
    this.#obs = dashboard('obs', obsState)
    this.#open = dashboard('overlays', () => ({ pages: this.#pages.open, paint: this.#paint.all }))
    this.#byName = new Map<string, Topic>([
      ...this.#feeds.map((feed) => [feed.name, feed] as const),
      ...overlayNames.map((name) => [`overlay:${name}`, this.#overlays[name]] as const),
      [this.#dashboard.name, this.#dashboard],
      [this.#services.name, this.#services],
      [this.#obs.name, this.#obs],
      [this.#open.name, this.#open],
      [this.#queue.name, this.#queue],
      [this.#status.name, this.#status],
      ...this.#stage.map((stage) => [stage.name, stage] as const),
    ])
  }

  /** What open pages are told, as commands. */
  readonly commands: CommandHandlers = {
    'overlay.refresh': async ({ instance }) => this.#pages.tell(instance, 'refresh'),
    'overlay.identify': async ({ instance }) => this.#pages.tell(instance, 'identify'),
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

  /** Of these states one is another now: whoever is drawn from it is told. */
  stateChanged(names: ReadonlySet<StateName>): void {
    for (const overlay of overlayNames) {
      // What covers the screen waits for no window.
      const critical = names.has('takeover')
      if (drawnFrom[overlay].some((name) => names.has(name))) this.#overlays[overlay].changed({ critical })
    }
    this.#emotesWait ||= names.has('emotes')
    if (names.has('queue')) this.#queue.changed()
    if (reporting.some((name) => names.has(name))) this.#status.changed()
    if (steering.some((name) => names.has(name)))
      for (const stage of this.#stage) stage.changed({ critical: names.has('takeover') })
  }

  /** Tells the ticker what the emotes of chat have come to, which changes too often to be told at once. */
  emotesCounted(): void {
    if (!this.#emotesWait) return
    this.#emotesWait = false
    this.#overlays.ticker.changed()
    this.#overlays.stage.changed()
  }

  /** A page has painted a cue, so many ms after its time. */
  painted(overlay: OverlayName, ms: number): void {
    this.#paint.add(overlay, ms)
    this.#open.changed()
  }

  dashboardChanged(): void {
    this.#dashboard.changed()
  }

  /** A source's state, or what it shows, is another now. */
  sourcesChanged(): void {
    this.#dashboard.changed()
    this.#services.changed()
    this.#obs.changed()
    this.#status.changed()
  }

  /** Sends what still waits in a window. */
  flush(): void {
    for (const feed of this.#feeds) feed.flush()
  }
}

function overlayChannel(
  name: OverlayName,
  { log, config, publish, clock, overlayState, overlayBuild, receipt }: TopicSetOptions,
  pages: OverlayPages,
): StateChannel<unknown> {
  return new StateChannel<unknown>({
    name: `overlay:${name}`,
    roles: ['overlay', 'control'],
    config,
    publish,
    clock,
    value: overlayState[name],
    push: (peer, event, payload) => fromPage({ receipt, pages }, name, peer, event, payload),
    joined: (peer, params) => pages.add(name, peer, params),
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

function notForRole(name: string, role: Role): PushOutcome {
  return { ok: false, reason: 'forbidden_role', message: `${name} is not steered by the ${role} key` }
}

type FromPage = { receipt: Receive; pages: OverlayPages }

/** What a page says: how it does, and what has become of its cues. */
async function fromPage(
  { receipt, pages }: FromPage,
  overlay: OverlayName,
  peer: Peer,
  event: string,
  payload: Record<string, unknown>,
): Promise<PushOutcome> {
  switch (event) {
    case 'receipt':
      return await asPush(() => receipt(overlay, peer.id, payload, pages.isPresenter(overlay, peer)), event, payload)
    case 'vitals': {
      const vitals = Vitals.safeParse(payload)
      if (!vitals.success) return { ok: false, reason: 'invalid_vitals', message: invalid(vitals.error).message }
      pages.vitals(overlay, peer, vitals.data)
      return { ok: true, response: {} }
    }
    default:
      return { ok: false, reason: 'unknown_event', message: `overlay:${overlay} takes no ${event}` }
  }
}

async function asPush(run: RunCommand, name: string, payload: Record<string, unknown>): Promise<PushOutcome> {
  try {
    return { ok: true, response: await run(name, payload) }
  } catch (error) {
    if (error instanceof Problem) return { ok: false, reason: error.code, message: error.message }
    throw error
  }
}
