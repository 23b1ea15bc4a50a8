import type { CommandAnswer, CommandNameOf, CommandPayload, Event, NewEvent, Role } from '@landale/protocol'
import type { Clock, Logger } from '@landale/service'
import type { Hono } from 'hono'
import type { OverlayPage } from '@/channel/overlay-pages.ts'
import type { Config } from '@/config.ts'
import type { ServerMetrics } from '@/metrics.ts'
import type { Broadcast } from './broadcast.ts'
import type { CurrentRun } from './ironmon/translate.ts'
import type { Playing } from './player/playing.ts'
import type { StatusReport } from './status-report.ts'
import type { SourceViews } from './views.ts'

type Done = CommandNameOf<'effect' | 'question'>

/** What a source does when it is told to: rejects with a Problem where it cannot. */
export type CommandHandlers = { [Name in Done]?: (payload: CommandPayload<Name>) => Promise<CommandAnswer<Name>> }

/** Where a source's events go: hop 1 to hop 2, in the order they are given. */
export type SourceLog = {
  /** Resolves when they are durable, however long the log takes nothing. Rejects with a Problem where one of them is refused. */
  append(events: readonly NewEvent[]): Promise<void>
  /** Takes an event to append as soon as may be. False, and counted, where the queue is full. */
  offer(event: NewEvent): boolean
}

/** What every source is given; it takes what it needs. */
export type SourceContext = {
  log: SourceLog
  config: Config
  clock: Clock
  status: StatusReport
  logger: Logger
  metrics: ServerMetrics
  /** Says that what it shows on the dashboard is another now. */
  changed: () => void
  /** Whether the channel is on air: what sources know of it goes here, and comes out as `broadcast.*`. */
  broadcast: Broadcast
  currentRun: () => CurrentRun | null
  /** Whether what is said goes to the platform as captions. */
  captionsOn: () => boolean
  /** The pages that are joined to an overlay's topic. */
  overlayPages: () => readonly OverlayPage[]
  /** What the log says that a source plays. */
  playing: (source: 'player' | 'rainwave') => Playing
  roleOf: (key: string) => Role | undefined
}

/**
 * A source: what stands between something outside and the log. It is made without touching anything, started once, and stopped
 * once; what goes wrong between the two is told to its status, never thrown.
 */
export type Source = {
  readonly name: string
  /** Throws only where the server cannot run without it: a port that is taken. */
  start(): void
  /** Lets go of everything; what it has been told is in the log when it resolves. */
  stop(): Promise<void>
  /** Where it listens, for one that does. */
  readonly port?: number | undefined
  readonly commands?: CommandHandlers
  /** What the dashboard shows of it, beside its status. */
  readonly view?: () => Partial<SourceViews>
  /** What it takes over HTTP; it asks for its own key or signature. */
  readonly routes?: Hono
  /** What the log has published, for a source that also answers (captions to OBS). */
  take?(events: readonly Event[]): void
}

export type CreateSource = (context: SourceContext) => Source
