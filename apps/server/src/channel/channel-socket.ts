import {
  type ClientSummary,
  decodeBinaryEnvelope,
  decodeFrame,
  encodeFrame,
  encodeReply,
  type Frame,
  type Role,
} from '@landale/protocol'
import { errorFields, type Logger } from '@landale/service'
import type { Config } from '@/config.ts'
import type { ServerMetrics } from '@/metrics.ts'
import type { Peer, Wire } from './peer.ts'
import type { JoinOutcome, Topic, Topics } from './topic.ts'

type Joined = { topic: Topic; joinRef: string | null; leave: (() => void) | undefined; abort: AbortController }
type Addressed = Pick<Frame, 'joinRef' | 'ref' | 'topic'>

/** How long a slow client has to take the reason for which it is closed. */
const lingerMs = 2_000

export type ChannelSocketOptions = {
  wire: Wire
  role: Role
  name: string
  topics: Topics
  limits: Config['socket']
  metrics: ServerMetrics
  logger: Logger
  now: number
  onChange: () => void
}

/**
 * One client's end of Phoenix Channels V2 (`Phoenix.Socket`): frames are handled one after the other in the order they came, a
 * topic at a time is joined under one join_ref, and everything the client can make grow is bounded.
 */
export class ChannelSocket implements Peer {
  readonly id = crypto.randomUUID().slice(0, 8)
  readonly role: Role
  readonly name: string
  readonly #options: ChannelSocketOptions
  readonly #joined = new Map<string, Joined>()
  #inbound: (string | Uint8Array)[] = []
  #handling = false
  #closed = false
  #credit: number
  #creditAt: number
  #drain = Promise.withResolvers<void>()

  constructor(options: ChannelSocketOptions) {
    this.#options = options
    this.role = options.role
    this.name = options.name
    this.#credit = options.limits.maxFramesPerSecond
    this.#creditAt = performance.now()
  }

  summary(): ClientSummary {
    return { id: this.id, role: this.role, name: this.name, since: this.#options.now, topics: [...this.#joined.keys()] }
  }

  send(text: string): void {
    if (!this.#closed) this.#options.wire.send(text)
  }

  subscribe(topic: string): void {
    if (!this.#closed) this.#options.wire.subscribe(topic)
  }

  unsubscribe(topic: string): void {
    if (!this.#closed) this.#options.wire.unsubscribe(topic)
  }

  async drained(): Promise<void> {
    const { wire, limits } = this.#options
    while (!this.#closed && wire.getBufferedAmount() > limits.maxBufferedBytes / 8) await this.#drain.promise
  }

  /** To be called when the network has taken what waited. */
  onDrain(): void {
    this.#drain.resolve()
    this.#drain = Promise.withResolvers()
  }

  /** Closes a client that is too slow; it resumes from its cursor. */
  checkBuffer(): void {
    const { wire, limits, metrics } = this.#options
    if (this.#closed || wire.getBufferedAmount() <= limits.maxBufferedBytes) return
    metrics.slowSockets.inc()
    this.close(1013, 'too slow')
    // Who reads nothing does not read this either, and what waits for it is held until it is gone.
    setTimeout(() => wire.terminate(), lingerMs).unref()
  }

  receive(data: string | Uint8Array): void {
    if (this.#closed) return
    const { limits, metrics } = this.#options
    if (!this.#spend() || this.#inbound.length >= limits.maxInboundFrames) {
      metrics.refusedFrames.inc({ reason: 'rate' })
      this.close(1008, 'too many frames')
      return
    }
    this.#inbound.push(data)
    if (!this.#handling) void this.#handleAll()
  }

  close(code: number, reason: string): void {
    if (this.#closed) return
    this.#options.wire.close(code, reason)
    this.onClose()
  }

  onClose(): void {
    if (this.#closed) return
    for (const joined of this.#joined.values()) release(joined)
    this.#joined.clear()
    this.#closed = true
    this.#inbound = []
    this.onDrain()
    this.#options.onChange()
  }

  #spend(): boolean {
    const { maxFramesPerSecond } = this.#options.limits
    const now = performance.now()
    this.#credit = Math.min(maxFramesPerSecond, this.#credit + ((now - this.#creditAt) / 1_000) * maxFramesPerSecond)
    this.#creditAt = now
    if (this.#credit < 1) return false
    this.#credit -= 1
    return true
  }

  // Bun runs async message handlers side by side; replies would pass each other without this queue.
  async #handleAll(): Promise<void> {
    this.#handling = true
    for (let data = this.#inbound.shift(); data !== undefined; data = this.#inbound.shift()) {
      try {
        await this.#handle(data)
      } catch (error) {
        this.#options.logger.error({ ...errorFields(error), client: this.id }, 'a frame failed')
      }
    }
    this.#handling = false
  }

  async #handle(data: string | Uint8Array): Promise<void> {
    if (typeof data !== 'string') return this.#handleBinary(data)
    const result = decodeFrame(data)
    if (!result.ok) {
      this.#options.metrics.refusedFrames.inc({ reason: 'malformed' })
      this.close(1007, result.message)
      return
    }
    const { frame } = result
    if (frame.topic === 'phoenix') return this.#control(frame)
    if (frame.event === 'phx_join') return this.#join(frame)
    const joined = this.#joined.get(frame.topic)
    if (frame.event === 'phx_leave') return this.#leave(frame, joined)
    if (joined === undefined) return this.#refuse({ ...frame, joinRef: null }, 'unmatched topic')
    // A client may push with its join_ref or with none; another join_ref belongs to a join that is over.
    if (frame.joinRef !== null && frame.joinRef !== joined.joinRef) return
    await this.#push(frame, joined)
  }

  #handleBinary(data: Uint8Array): void {
    const envelope = decodeBinaryEnvelope(data)
    if (envelope) {
      this.#refuse(envelope, 'binary_not_supported')
      return
    }
    this.#options.metrics.refusedFrames.inc({ reason: 'malformed' })
    this.close(1007, 'malformed binary frame')
  }

  #control(frame: Frame): void {
    if (frame.event === 'heartbeat') this.send(encodeReply(frame, 'ok', {}))
    else this.#refuse(frame, 'unmatched topic')
  }

  async #join(frame: Frame): Promise<void> {
    const { topics, limits, onChange } = this.#options
    const before = this.#joined.get(frame.topic)
    if (before) {
      this.#joined.delete(frame.topic)
      release(before)
      this.#sendClose(frame.topic, before.joinRef)
    }
    const topic = topics(frame.topic)
    if (topic === undefined) return this.#refuse(frame, 'unmatched topic')
    if (this.#joined.size >= limits.maxTopics) return this.#refuse(frame, 'too many channels joined')
    const joinRef = frame.joinRef ?? frame.ref
    const outcome = await this.#tryJoin(topic, frame, joinRef)
    if (!outcome.ok) return this.#refuse(frame, outcome.reason, outcome.message)
    if (this.#closed) return outcome.leave?.()
    const joined = { topic, joinRef, leave: outcome.leave, abort: new AbortController() }
    this.#joined.set(frame.topic, joined)
    this.send(encodeReply({ ...frame, joinRef }, 'ok', outcome.response))
    onChange()
    if (outcome.start) void this.#run(outcome.start, joined, frame.topic)
  }

  async #tryJoin(topic: Topic, frame: Frame, joinRef: string | null): Promise<JoinOutcome> {
    try {
      return await topic.join(this, frame.payload, joinRef)
    } catch (error) {
      this.#options.logger.error({ ...errorFields(error), topic: frame.topic }, 'a join crashed')
      return { ok: false, reason: 'join crashed', message: 'the server failed; try again' }
    }
  }

  async #run(start: (signal: AbortSignal) => Promise<void> | void, joined: Joined, topic: string): Promise<void> {
    try {
      await start(joined.abort.signal)
    } catch (error) {
      this.#options.logger.error({ ...errorFields(error), topic }, 'a channel crashed')
      if (this.#joined.get(topic) !== joined) return
      this.#joined.delete(topic)
      release(joined)
      // phx_error makes the client rejoin, from its cursor.
      this.send(encodeFrame({ joinRef: joined.joinRef, ref: joined.joinRef, topic, event: 'phx_error', payload: {} }))
    }
  }

  #leave(frame: Frame, joined: Joined | undefined): void {
    if (joined && frame.joinRef !== null && frame.joinRef !== joined.joinRef) return
    if (joined) {
      this.#joined.delete(frame.topic)
      release(joined)
      this.#options.onChange()
    }
    this.send(encodeReply(frame, 'ok', {}))
    if (joined) this.#sendClose(frame.topic, joined.joinRef)
  }

  async #push(frame: Frame, { topic }: Joined): Promise<void> {
    const outcome = topic.push
      ? await topic.push(this, frame.event, frame.payload)
      : { ok: false as const, reason: 'unknown_event', message: `${frame.topic} takes no ${frame.event}` }
    if (outcome.ok) this.send(encodeReply(frame, 'ok', outcome.response))
    else this.#refuse(frame, outcome.reason, outcome.message)
  }

  #refuse(to: Addressed, reason: string, message?: string): void {
    this.send(encodeReply(to, 'error', { reason, ...(message === undefined ? undefined : { message }) }))
  }

  #sendClose(topic: string, joinRef: string | null): void {
    this.send(encodeFrame({ joinRef, ref: joinRef, topic, event: 'phx_close', payload: {} }))
  }
}

function release({ leave, abort }: Joined): void {
  abort.abort()
  leave?.()
}
