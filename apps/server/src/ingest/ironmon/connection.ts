import type { NewEvent } from '@landale/protocol'
import { errorFields, type Logger } from '@landale/service'
import { type BadFrameReason, type DecodedFrame, FrameDecoder, type FrameLimits } from './frame-decoder.ts'
import { parseMessage } from './message.ts'
import { type ConnectionState, type CurrentRun, initialConnectionState, translate } from './translate.ts'

/** Why a frame or a connection was turned away. */
export type RefusalReason = BadFrameReason | 'invalid' | 'unknown_type' | 'append_failed' | 'too_many_connections' | 'idle'

export type ConnectionDeps = {
  /** Resolves when the events are durable. Whether to try again is its own matter: where it rejects, they are dropped. */
  append: (events: NewEvent[]) => Promise<void>
  currentRun: () => CurrentRun | null
  logger: Pick<Logger, 'info' | 'warn' | 'error'>
  onRefused: (reason: RefusalReason) => void
  newRunId: () => string
  now: () => number
}

type Peer = { pause(): void; resume(): void; close(): void }

/** Types reported once each; a plugin newer than this server would otherwise write a line per message. */
const maxReportedTypes = 32

/** One game's connection. Its frames are handled strictly in order, and nothing of it is shared with another. */
export class IronmonConnection {
  readonly #decoder: FrameDecoder
  readonly #maxQueuedFrames: number
  readonly #peer: Peer
  readonly #deps: ConnectionDeps
  readonly #reportedTypes = new Set<string>()
  #state: ConnectionState = initialConnectionState
  #queue: DecodedFrame[] = []
  #waiting = 0
  #paused = false
  #work: Promise<void> | undefined

  constructor(options: { peer: Peer; frameLimits: FrameLimits; maxQueuedFrames: number; deps: ConnectionDeps }) {
    this.#peer = options.peer
    this.#decoder = new FrameDecoder(options.frameLimits)
    this.#maxQueuedFrames = options.maxQueuedFrames
    this.#deps = options.deps
  }

  /** Takes bytes; where too many frames wait it stops the socket, so that no more than one read is queued above the limit. */
  receive(chunk: Uint8Array): void {
    this.#enqueue(this.#decoder.push(chunk))
    if (this.#waiting <= this.#maxQueuedFrames || this.#paused) return
    this.#paused = true
    this.#peer.pause()
  }

  /** The socket is gone. What it sent before is handled all the same. */
  ended(): void {
    this.#enqueue(this.#decoder.end())
  }

  /** Resolves when no frame waits. */
  async settled(): Promise<void> {
    await this.#work
  }

  #enqueue(frames: DecodedFrame[]): void {
    for (const frame of frames) this.#queue.push(frame)
    this.#waiting += frames.length
    if (this.#queue.length > 0) this.#work ??= this.#handleAll()
  }

  async #handleAll(): Promise<void> {
    while (this.#queue.length > 0) {
      const frames = this.#queue
      this.#queue = []
      for (const frame of frames) {
        this.#waiting -= 1
        await this.#handle(frame)
      }
    }
    this.#work = undefined
    if (!this.#paused) return
    this.#paused = false
    this.#peer.resume()
  }

  async #handle(frame: DecodedFrame): Promise<void> {
    if (frame.kind === 'message') {
      await this.#handleMessage(frame.body)
      return
    }
    this.#refuse(
      frame.reason,
      {},
      frame.closes ? 'game connection closed: its frames cannot be told apart' : 'game frame skipped',
    )
    if (frame.closes) this.#peer.close()
  }

  async #handleMessage(body: unknown): Promise<void> {
    const { append, currentRun, logger, newRunId, now } = this.#deps
    const parsed = parseMessage(body)
    if (parsed.kind === 'unknown') {
      this.#reportUnknown(parsed.type)
      return
    }
    if (parsed.kind === 'invalid') {
      this.#refuse('invalid', { type: parsed.type, fault: parsed.fault }, 'game message does not fit its type')
      return
    }
    try {
      const { state, events, report } = translate(this.#state, parsed.message, { currentRun: currentRun(), newRunId, now: now() })
      if (report !== undefined) logger.warn({ code: report.code, text: report.message }, 'the game reports a fault')
      if (events.length > 0) await append(events)
      // Only now: a run whose start was not appended would never be known to the log.
      this.#state = state
    } catch (error) {
      this.#deps.onRefused('append_failed')
      logger.error({ type: parsed.message.type, ...errorFields(error) }, 'game message dropped: its events were not appended')
    }
  }

  #reportUnknown(type: string): void {
    this.#deps.onRefused('unknown_type')
    if (this.#reportedTypes.has(type) || this.#reportedTypes.size >= maxReportedTypes) return
    this.#reportedTypes.add(type)
    this.#deps.logger.warn({ type }, 'game messages of an unknown type are skipped')
  }

  #refuse(reason: RefusalReason, fields: Record<string, string>, message: string): void {
    this.#deps.onRefused(reason)
    this.#deps.logger.warn({ reason, ...fields }, message)
  }
}
