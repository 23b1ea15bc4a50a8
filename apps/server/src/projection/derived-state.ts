import type { CommittedEvent, EventLog } from '@landale/event-log'
import { type OverlayName, type OverlayStateOf, RunState } from '@landale/protocol'
import type { Logger } from '@landale/service'
import { CaptionsSetting, initialCaptions, reduceCaptions } from '@/captions/reducer.ts'
import type { Config } from '@/config.ts'
import { KnownMusic, noMusic, reduceMusic } from '@/ingest/player/known-music.ts'
import { initialRunState, reduceRun } from '@/run/reducer.ts'
import { CueQueue, createCueReducer, emptyCueQueue } from '@/stage/cue-reducer.ts'
import { Projection } from './projection.ts'

/** Everything that is derived from the log, and what the overlays are drawn from. */
export class DerivedState {
  readonly #runs: Projection<RunState>
  readonly #queue: Projection<CueQueue>
  readonly #captions: Projection<CaptionsSetting>
  readonly #music: Projection<KnownMusic>

  private constructor(
    runs: Projection<RunState>,
    queue: Projection<CueQueue>,
    captions: Projection<CaptionsSetting>,
    music: Projection<KnownMusic>,
  ) {
    this.#runs = runs
    this.#queue = queue
    this.#captions = captions
    this.#music = music
  }

  static async load(log: EventLog, config: Pick<Config, 'maxCues'>, logger: Logger): Promise<DerivedState> {
    const run = { name: 'run', schema: RunState, initial: initialRunState, reduce: reduceRun }
    const cues = { name: 'cues', schema: CueQueue, initial: emptyCueQueue, reduce: createCueReducer(config) }
    const captions = { name: 'captions', schema: CaptionsSetting, initial: initialCaptions, reduce: reduceCaptions }
    const music = { name: 'music', schema: KnownMusic, initial: noMusic, reduce: reduceMusic }
    return new DerivedState(
      await Projection.load(log, run, logger),
      await Projection.load(log, cues, logger),
      await Projection.load(log, captions, logger),
      await Projection.load(log, music, logger),
    )
  }

  get run(): RunState {
    return this.#runs.value
  }

  get cues(): CueQueue {
    return this.#queue.value
  }

  get captions(): CaptionsSetting {
    return this.#captions.value
  }

  get music(): KnownMusic {
    return this.#music.value
  }

  readonly overlays: { readonly [Name in OverlayName]: () => OverlayStateOf<Name> } = {
    alerts: () => ({ cues: this.cues.cues }),
    ironmon: () => ({ cues: this.cues.cues.filter(({ kind }) => kind.startsWith('run.')), run: this.run }),
  }

  /** Takes what a commit brought; gives back whose state is another now. */
  take(events: readonly CommittedEvent[]): ReadonlySet<OverlayName> {
    const changed = new Set<OverlayName>()
    for (const { event } of events) {
      if (this.#runs.take(event)) changed.add('ironmon')
      if (this.#queue.take(event)) changed.add('ironmon').add('alerts')
      this.#captions.take(event)
      this.#music.take(event)
    }
    return changed
  }

  /** Derives anew what waited for the archive; gives back whose state is another now. */
  async complete(): Promise<ReadonlySet<OverlayName>> {
    const changed = new Set<OverlayName>()
    if (await this.#runs.complete()) changed.add('ironmon')
    if (await this.#queue.complete()) changed.add('ironmon').add('alerts')
    await this.#captions.complete()
    await this.#music.complete()
    return changed
  }

  save(): void {
    this.#runs.save()
    this.#queue.save()
    this.#captions.save()
    this.#music.save()
  }
}
