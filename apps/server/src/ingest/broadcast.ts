import type { NewEvent, SessionKind } from '@landale/protocol'
import type { Clock } from '@landale/service'

export type Live = { isLive: true; streamId?: string; startedAt?: number; title?: string } | { isLive: false }

/**
 * What one source knows of being on air: `absent` where it is not set up, `unknown` while it is asked or away, else how it is.
 * `isNews`: it has just changed before the source's eyes, and was not merely found so.
 */
export type Report = 'absent' | 'unknown' | (Live & { isNews: boolean })

export type BroadcastOptions = {
  append: (events: readonly NewEvent[]) => Promise<void>
  /** Of the platform's current session. */
  sessionKind: () => SessionKind | undefined
  clock: Clock
}

/**
 * Whether the channel is on air, and with that the platform's session. The platform's word (Twitch) decides where it is known. While
 * the platform is set up but away, OBS's stream starting or ending decides, not merely being so; without one, OBS decides.
 */
export class Broadcast {
  readonly #options: BroadcastOptions
  readonly #reports = new Map<'platform' | 'studio', Report>()
  #work: Promise<void> = Promise.resolve()

  constructor(options: BroadcastOptions) {
    this.#options = options
  }

  /** Takes what a source knows now. Resolves when what follows from it is in the log. */
  report(from: { kind: 'platform' | 'studio'; source: string }, report: Report): Promise<void> {
    this.#reports.set(from.kind, report)
    const live = decide(this.#reports, from.kind)
    if (live === undefined) return this.#work
    this.#work = this.#work.then(() => this.#turn(live, from.source))
    return this.#work
  }

  async #turn(live: Live, source: string): Promise<void> {
    const { append, sessionKind, clock } = this.#options
    const isOn = sessionKind() === 'broadcast'
    if (live.isLive === isOn) return
    await append([live.isLive ? started(live, source, clock.now()) : stopped(source, clock.now())])
  }
}

function decide(reports: ReadonlyMap<'platform' | 'studio', Report>, from: 'platform' | 'studio'): Live | undefined {
  const platform = reports.get('platform') ?? 'absent'
  const studio = reports.get('studio') ?? 'absent'
  if (typeof platform === 'object') {
    // Found off air while OBS streams: the platform's own word of it is on its way.
    if (!platform.isLive && !platform.isNews && typeof studio === 'object' && studio.isLive) return undefined
    return from === 'platform' ? platform : undefined
  }
  if (typeof studio !== 'object' || from !== 'studio') return undefined
  return platform === 'absent' || studio.isNews ? studio : undefined
}

function started({ streamId, startedAt, title }: Live & { isLive: true }, source: string, now: number): NewEvent {
  return {
    type: 'broadcast.started',
    actor: 'system',
    source,
    payload: {
      ...(title === undefined ? undefined : { title }),
      ...(streamId === undefined ? undefined : { stream_id: streamId }),
      ...(startedAt === undefined ? undefined : { started_at: new Date(startedAt).toISOString() }),
    },
    metadata: { occurred_at: new Date(now).toISOString() },
  }
}

function stopped(source: string, now: number): NewEvent {
  return {
    type: 'broadcast.stopped',
    actor: 'system',
    source,
    payload: {},
    metadata: { occurred_at: new Date(now).toISOString() },
  }
}
