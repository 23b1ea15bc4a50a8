import type { CommittedEvent, EventLog } from '@landale/event-log'
import {
  ChatState,
  type Cue,
  type Event,
  type Goal,
  NowPlayingState,
  type ObsState,
  type OverlayName,
  type OverlayStateOf,
  type QueueView,
  RunState,
  type Show,
  type ShowsConfig,
  SpeechState,
  type StageView,
  type StreamStatus,
  type Takeover,
  type TickerState,
  type Timer,
  type WholeStageState,
} from '@landale/protocol'
import type { Logger } from '@landale/service'
import { CaptionsSetting, initialCaptions, reduceCaptions } from '@/captions/reducer.ts'
import type { Config } from '@/config.ts'
import { KnownMusic, noMusic, reduceMusic } from '@/ingest/player/known-music.ts'
import { initialRunState, reduceRun } from '@/run/reducer.ts'
import { Credits, creditsOf, noCredits, reduceCredits } from '@/stage/broadcast/credits.ts'
import { EmoteUse, noEmotes, reduceEmotes } from '@/stage/broadcast/emotes.ts'
import { BroadcastState, noBroadcast, reduceBroadcast } from '@/stage/broadcast/tally.ts'
import type { CueRules } from '@/stage/cue-rules.ts'
import { createDirector, Director, openingNight } from '@/stage/director.ts'
import { emptyChat, reduceChat } from '@/stage/furniture/chat.ts'
import { reduceNowPlaying, silence } from '@/stage/furniture/now-playing.ts'
import { nothingSaid, reduceSpeech } from '@/stage/furniture/speech.ts'
import { advance, nextChange } from '@/stage/queue/advance.ts'
import { waitingCount } from '@/stage/queue/state.ts'
import { cuesOf, queueViewOf } from '@/stage/queue/view.ts'
import { chosenShow } from '@/stage/show/chosen.ts'
import { streamStatusOf } from '@/stage/stream-status.ts'
import { takeoverAt, takeoverCue } from '@/stage/takeover.ts'
import { countersOf } from '@/stage/tally/counters.ts'
import { goalsOf } from '@/stage/tally/goals.ts'
import { nothingCounted, reduceTallies, Tallies } from '@/stage/tally/tallies.ts'
import { timersOf } from '@/stage/tally/timers.ts'
import { tickerOf } from '@/stage/ticker.ts'
import { trainsAt } from '@/stage/train.ts'
import { Projection, type ProjectionOptions } from './projection.ts'

async function load(log: EventLog, config: Pick<Config, 'maxCues'>, logger: Logger) {
  const of = <State>(options: ProjectionOptions<State>) => Projection.load(log, options, logger)
  return {
    run: await of({ name: 'run', schema: RunState, initial: initialRunState, reduce: reduceRun }),
    director: await of({
      reach: 'hot',
      name: 'director',
      schema: Director,
      initial: openingNight,
      reduce: createDirector(config),
    }),
    tallies: await of({
      feeds: ['goals', 'interactions'],
      name: 'tallies',
      schema: Tallies,
      initial: nothingCounted,
      reduce: reduceTallies,
    }),
    broadcast: await of({
      reach: 'hot',
      name: 'broadcast',
      schema: BroadcastState,
      initial: noBroadcast,
      reduce: reduceBroadcast,
    }),
    credits: await of({ reach: 'hot', name: 'credits', schema: Credits, initial: noCredits, reduce: reduceCredits }),
    emotes: await of({ reach: 'hot', name: 'emotes', schema: EmoteUse, initial: noEmotes, reduce: reduceEmotes }),
    captions: await of({
      reach: 'hot',
      name: 'captions',
      schema: CaptionsSetting,
      initial: initialCaptions,
      reduce: reduceCaptions,
    }),
    chat: await of({ reach: 'hot', name: 'chat', schema: ChatState, initial: emptyChat, reduce: reduceChat }),
    speech: await of({ reach: 'hot', name: 'speech', schema: SpeechState, initial: nothingSaid, reduce: reduceSpeech }),
    nowPlaying: await of({
      reach: 'hot',
      name: 'now_playing',
      schema: NowPlayingState,
      initial: silence,
      reduce: reduceNowPlaying,
    }),
    music: await of({ reach: 'hot', name: 'music', schema: KnownMusic, initial: noMusic, reduce: reduceMusic }),
  }
}

type Projections = Awaited<ReturnType<typeof load>>
/** The states that are derived from the log, by name; the director's by its parts. */
export type StateName = Exclude<keyof Projections, 'director'> | DirectorPart
type DirectorPart = 'queue' | 'takeover' | 'trains' | 'show'

/** Everything that is derived from the log, and what the overlays and the stage's topics are drawn from. */
export class DerivedState {
  readonly #of: Projections
  readonly #now: () => number

  private constructor(projections: Projections, now: () => number) {
    this.#of = projections
    this.#now = now
  }

  static async load(
    log: EventLog,
    { config, logger, now }: { config: Pick<Config, 'maxCues'>; logger: Logger; now: () => number },
  ): Promise<DerivedState> {
    return new DerivedState(await load(log, config, logger), now)
  }

  get run(): RunState {
    return this.#of.run.value
  }

  get captions(): CaptionsSetting {
    return this.#of.captions.value
  }

  get music(): KnownMusic {
    return this.#of.music.value
  }

  get queue(): QueueView {
    return queueViewOf(this.#director.queue, this.#now())
  }

  /** Whether chat has brought an emote lately. */
  knowsEmote(id: string): boolean {
    const { drops, counts } = this.#of.emotes.value
    return counts.some((emote) => emote.id === id) || drops.some(({ emotes }) => emotes.some((emote) => emote.id === id))
  }

  /** The rules by which an event becomes a cue now. */
  get rules(): CueRules {
    return { cues: this.shows.cues, show: this.#show.id, isFirst: true }
  }

  /** What the stage is configured as: the last that was read. */
  get shows(): ShowsConfig {
    return this.#director.config
  }

  get stage(): StageView {
    const { config, played, trains } = this.#director
    const { id, title } = this.#show
    return {
      takeover: this.#takeover,
      cues: this.#cues(),
      show: { id, title, is_pinned: played.pinned === id },
      shows: config.shows.map((show) => ({ id: show.id, title: show.title })),
      goals: this.#goals,
      counters: countersOf(this.#tallies.counters, this.#tallies.config.counters),
      timers: this.#timers,
      train: trainsAt(trains, this.#now(), config.train),
    }
  }

  /** How the broadcast does, with what OBS says of it now. */
  status(obs: ObsState): StreamStatus {
    return streamStatusOf({
      broadcast: this.#of.broadcast.value,
      played: this.#director.played,
      captionsOn: this.captions.on,
      takeover: this.#takeover?.kind ?? null,
      obs,
    })
  }

  get waitingCues(): number {
    return waitingCount(this.#director.queue)
  }

  get droppedCues(): number {
    return this.#director.queue.dropped
  }

  /** When what is on is another by itself, in ms since the epoch; null where only an event changes it. */
  get nextChange(): number | null {
    const now = this.#now()
    const { queue, takeover } = this.#director
    const moments = [nextChange(advance(queue, now)), takeover.takeover?.ends_at ?? null]
    const ahead = moments.filter((moment) => moment !== null && moment > now)
    return ahead.length === 0 ? null : Math.min(...ahead.map(Number))
  }

  readonly overlays: { readonly [Name in OverlayName]: () => OverlayStateOf<Name> } = {
    stage: () => this.#wholeStage(),
    alerts: () => ({ cues: this.#cues() }),
    ironmon: () => ({ cues: this.#cues().filter(({ kind }) => kind.startsWith('run.')), run: this.run }),
    chat: () => this.#of.chat.value,
    captions: () => this.#of.speech.value,
    'now-playing': () => this.#of.nowPlaying.value,
    takeover: () => ({ cues: this.#takeoverCues() }),
    ticker: () => this.#ticker(),
    goals: () => ({ goals: this.#goals }),
    train: () => trainsAt(this.#director.trains, this.#now(), this.shows.train),
    timer: () => ({ timers: this.#timers }),
    emotes: () => ({ drops: this.#of.emotes.value.drops.map(({ id, at, actor, emotes }) => ({ id, at, actor, emotes })) }),
    credits: () => creditsOf(this.#of.credits.value),
    clock: () => ({ broadcast_started_at: this.#of.broadcast.value.started_at }),
  }

  /** Takes what a commit brought; gives back which states are others now. */
  take(events: readonly CommittedEvent[]): ReadonlySet<StateName> {
    const before = this.#director
    const changed = new Set<keyof Projections>()
    for (const [name, projection] of this.#all()) for (const { event } of events) if (projection.take(event)) changed.add(name)
    return this.#named(changed, before)
  }

  /** Derives anew what waited for the archive; gives back which states are others now. */
  async complete(): Promise<ReadonlySet<StateName>> {
    const before = this.#director
    const changed = new Set<keyof Projections>()
    for (const [name, projection] of this.#all()) if (await projection.complete()) changed.add(name)
    return this.#named(changed, before)
  }

  #named(changed: ReadonlySet<keyof Projections>, before: Director): ReadonlySet<StateName> {
    return new Set([...changed].flatMap((name) => (name === 'director' ? partsChanged(before, this.#director) : [name])))
  }

  save(): void {
    for (const [, projection] of this.#all()) projection.save()
  }

  get #director(): Director {
    return this.#of.director.value
  }

  get #tallies(): Tallies {
    return this.#of.tallies.value
  }

  get #show(): Show {
    return chosenShow(this.#director.config, this.#director.played)
  }

  get #takeover(): Takeover | null {
    return takeoverAt(this.#director.takeover, this.#now())
  }

  get #goals(): Goal[] {
    return goalsOf(this.#tallies.goals, this.#tallies.config.goals)
  }

  get #timers(): Timer[] {
    return timersOf(this.#tallies.timers, this.#tallies.config.timers, this.#now())
  }

  #cues(): Cue[] {
    return cuesOf(this.#director.queue, this.#now())
  }

  #takeoverCues(): Cue[] {
    return this.#takeover === null ? [] : [takeoverCue(this.#takeover)]
  }

  #ticker(): TickerState {
    const { broadcast, emotes, nowPlaying } = this.#of
    const sources = {
      broadcast: broadcast.value,
      emotes: emotes.value,
      tallies: this.#tallies,
      nowPlaying: nowPlaying.value,
      run: this.run,
    }
    return tickerOf(this.#show.ticker, this.shows, sources, this.#now())
  }

  #wholeStage(): WholeStageState {
    const { id, title, furniture, beside } = this.#show
    return {
      cues: [...this.#takeoverCues(), ...this.#cues()],
      show: { id, title },
      furniture,
      beside,
      ticker: this.#ticker(),
      train: this.overlays.train(),
      goals: { goals: this.#goals },
      timer: { timers: this.#timers },
      now_playing: this.#of.nowPlaying.value,
      run: this.run,
    }
  }

  #all(): [keyof Projections, Pick<Projection<unknown>, 'complete' | 'save'> & { take(event: Event): boolean }][] {
    return Object.entries(this.#of) as [keyof Projections, Projections[keyof Projections]][]
  }
}

function partsChanged(before: Director, { config, played, queue, takeover, trains }: Director): DirectorPart[] {
  const parts: Record<DirectorPart, boolean> = {
    queue: queue !== before.queue,
    takeover: takeover !== before.takeover,
    trains: trains !== before.trains,
    show: config !== before.config || played !== before.played,
  }
  return (Object.keys(parts) as DirectorPart[]).filter((part) => parts[part])
}
