import type { ObsState } from '@landale/protocol'
import type { Clock } from '@landale/service'
import type { Broadcast } from '../broadcast.ts'
import type { SourceLog } from '../source.ts'
import { initialViews } from '../views.ts'
import type { ObsChange } from './change.ts'
import { differences } from './differences.ts'
import { maxInputs } from './limits.ts'
import { reduceObs } from './reducer.ts'
import { Throttle } from './throttle.ts'
import { asNewEvent, eventsOf } from './translate.ts'

/** A fader that is dragged changes by the frame: at most four a second of an input reach the log. */
const volumeWindowMs = 250

export type StudioOptions = {
  log: SourceLog
  clock: Clock
  broadcast: Broadcast
  changed: () => void
  /** A change that changed something. */
  onChange: (change: ObsChange) => void
}

/** What is known of OBS, and what the log and the broadcast are told of its changes. */
export class Studio {
  readonly #options: StudioOptions
  readonly #volumes: Throttle<ReturnType<typeof asNewEvent>>
  #state: ObsState = initialViews.obs
  #isKnown = false
  #lastRecording: string | undefined

  constructor(options: StudioOptions) {
    this.#options = options
    const { clock, log } = options
    const pass = (event: ReturnType<typeof asNewEvent>) => void log.offer(event)
    this.#volumes = new Throttle({ clock, windowMs: volumeWindowMs, maxKeys: maxInputs, pass })
  }

  get state(): ObsState {
    return this.#state
  }

  get lastRecording(): string | undefined {
    return this.#lastRecording
  }

  /**
   * Takes what was found at a connect, or asked anew. The first time nothing is known to compare it with; after that what differs
   * is told as if it had just happened.
   */
  adopt(found: ObsState): void {
    const before = this.#state
    const { last_path } = before.replay
    const whole = { ...found, stats: before.stats, replay: { ...found.replay, last_path } }
    if (this.#isKnown) for (const change of differences(before, whole)) this.#apply(change)
    this.#isKnown = true
    this.#state = whole
    this.#reportLive({ isNews: false })
    this.#options.changed()
  }

  /** Takes what an event of OBS's, by its own name, or an answer of OBS's says that changed. */
  take(changes: readonly ObsChange[], rawType?: string): void {
    let isAnother = false
    for (const change of changes) {
      if (!this.#apply(change, rawType)) continue
      isAnother = true
      if (change.kind === 'stream') this.#reportLive({ isNews: true })
    }
    if (isAnother) this.#options.changed()
  }

  /** The connection is gone: what was known stays to be compared with, and is shown as what it is. */
  disconnected(): void {
    const wasConnected = this.#state.connected
    this.#state = { ...this.#state, connected: false, stats: null }
    this.#report('unknown')
    if (wasConnected) this.#options.changed()
  }

  /** Lets out what is still held back. */
  flush(): void {
    this.#volumes.flush()
  }

  #apply(change: ObsChange, rawType?: string): boolean {
    const { log, clock, onChange } = this.#options
    const before = this.#state
    this.#state = reduceObs(before, change)
    if (change.kind === 'record' && change.path !== undefined) this.#lastRecording = change.path
    for (const said of eventsOf(before, change, this.#state)) {
      const event = asNewEvent(said, clock.now(), rawType)
      if (change.kind === 'volume') this.#volumes.offer(change.input, event)
      else log.offer(event)
    }
    if (this.#state === before) return false
    onChange(change)
    return true
  }

  #reportLive({ isNews }: { isNews: boolean }): void {
    const { active, since } = this.#state.stream
    this.#report(active ? { isLive: true, startedAt: since ?? this.#options.clock.now(), isNews } : { isLive: false, isNews })
  }

  #report(report: Parameters<Broadcast['report']>[1]): void {
    // What the log refuses of it is counted and logged where it is appended.
    this.#options.broadcast.report({ kind: 'studio', source: 'obs' }, report).catch(() => {})
  }
}
