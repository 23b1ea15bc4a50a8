import type { CommittedEvent, EventLog } from '@landale/event-log'
import {
  ChatState,
  type Cue,
  type Event,
  NowPlayingState,
  type OverlayName,
  type OverlayStateOf,
  type QueueView,
  RunState,
  SpeechState,
  type StageView,
  type Takeover,
} from '@landale/protocol'
import type { Logger } from '@landale/service'
import { CaptionsSetting, initialCaptions, reduceCaptions } from '@/captions/reducer.ts'
import type { Config } from '@/config.ts'
import { KnownMusic, noMusic, reduceMusic } from '@/ingest/player/known-music.ts'
import { initialRunState, reduceRun } from '@/run/reducer.ts'
import { emptyChat, reduceChat } from '@/stage/furniture/chat.ts'
import { reduceNowPlaying, silence } from '@/stage/furniture/now-playing.ts'
import { nothingSaid, reduceSpeech } from '@/stage/furniture/speech.ts'
import { advance, nextChange } from '@/stage/queue/advance.ts'
import { createQueueReducer } from '@/stage/queue/reducer.ts'
import { emptyQueue, Queue, waitingCount } from '@/stage/queue/state.ts'
import { cuesOf, queueViewOf } from '@/stage/queue/view.ts'
import { noTakeover, reduceTakeover, TakeoverState, takeoverAt, takeoverCue } from '@/stage/takeover.ts'
import { Projection, type ProjectionOptions } from './projection.ts'

async function load(log: EventLog, config: Pick<Config, 'maxCues'>, logger: Logger) {
  const of = <State>(options: ProjectionOptions<State>) => Projection.load(log, options, logger)
  return {
    run: await of({ name: 'run', schema: RunState, initial: initialRunState, reduce: reduceRun }),
    queue: await of({ reach: 'hot', name: 'queue', schema: Queue, initial: emptyQueue, reduce: createQueueReducer(config) }),
    takeover: await of({ reach: 'hot', name: 'takeover', schema: TakeoverState, initial: noTakeover, reduce: reduceTakeover }),
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
/** The states that are derived from the log, by name. */
export type StateName = keyof Projections

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
    return queueViewOf(this.#of.queue.value, this.#now())
  }

  get stage(): StageView {
    return { takeover: this.#takeover, cues: this.#cues() }
  }

  get waitingCues(): number {
    return waitingCount(this.#of.queue.value)
  }

  get droppedCues(): number {
    return this.#of.queue.value.dropped
  }

  /** When what is on is another by itself, in ms since the epoch; null where only an event changes it. */
  get nextChange(): number | null {
    const now = this.#now()
    const { takeover } = this.#of.takeover.value
    const moments = [nextChange(advance(this.#of.queue.value, now)), takeover?.ends_at ?? null]
    const ahead = moments.filter((moment) => moment !== null && moment > now)
    return ahead.length === 0 ? null : Math.min(...ahead.map(Number))
  }

  readonly overlays: { readonly [Name in OverlayName]: () => OverlayStateOf<Name> } = {
    alerts: () => ({ cues: this.#cues() }),
    ironmon: () => ({ cues: this.#cues().filter(({ kind }) => kind.startsWith('run.')), run: this.run }),
    chat: () => this.#of.chat.value,
    captions: () => this.#of.speech.value,
    'now-playing': () => this.#of.nowPlaying.value,
    takeover: () => ({ cues: this.#takeover === null ? [] : [takeoverCue(this.#takeover)] }),
  }

  /** Takes what a commit brought; gives back which states are others now. */
  take(events: readonly CommittedEvent[]): ReadonlySet<StateName> {
    return this.#changed((projection) => events.reduce((isAnother, { event }) => projection.take(event) || isAnother, false))
  }

  /** Derives anew what waited for the archive; gives back which states are others now. */
  async complete(): Promise<ReadonlySet<StateName>> {
    const changed = new Set<StateName>()
    for (const [name, projection] of this.#all()) if (await projection.complete()) changed.add(name)
    return changed
  }

  save(): void {
    for (const [, projection] of this.#all()) projection.save()
  }

  get #takeover(): Takeover | null {
    return takeoverAt(this.#of.takeover.value, this.#now())
  }

  #cues(): Cue[] {
    return cuesOf(this.#of.queue.value, this.#now())
  }

  #all(): [StateName, Pick<Projection<unknown>, 'complete' | 'save'> & { take(event: Event): boolean }][] {
    return Object.entries(this.#of) as [StateName, Projections[StateName]][]
  }

  #changed(took: (projection: { take(event: Event): boolean }) => boolean): ReadonlySet<StateName> {
    return new Set(this.#all().flatMap(([name, projection]) => (took(projection) ? [name] : [])))
  }
}
