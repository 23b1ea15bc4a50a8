import type { Clock } from '@landale/service'
import OBSWebSocket, {
  EventSubscription,
  type OBSRequestTypes,
  OBSWebSocketError,
  type RequestBatchRequest,
} from 'obs-websocket-js/json'
import { z } from 'zod'

/** What is asked for at the Identify: nothing that comes by the frame. */
const eventSubscriptions =
  EventSubscription.General |
  EventSubscription.Config |
  EventSubscription.Scenes |
  EventSubscription.Inputs |
  EventSubscription.Transitions |
  EventSubscription.Outputs |
  EventSubscription.SceneItems |
  EventSubscription.Ui

/** Requests that may wait for an answer at once. */
const maxPending = 256

export const noConnection = 'no connection'

/** OBS said no, with its status (`RequestStatus`) and perhaps a word of why. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused'
  readonly retryable = false
  readonly code: number

  constructor(code: number, comment: string) {
    super(comment)
    this.code = code
  }
}

/** There is no connection, or it does not answer. `code` is the socket's close code, where it closed. */
export class LinkError extends Error {
  override readonly name = 'LinkError'
  readonly retryable = true
  readonly code: number | undefined

  constructor(message: string, code?: number) {
    super(message)
    this.code = code
  }
}

export type Answer = { ok: true; data: unknown } | { ok: false; code: number; comment: string }
export type BatchRequest = RequestBatchRequest

const BatchResult = z.object({
  requestStatus: z.object({ result: z.boolean(), code: z.number(), comment: z.string().optional() }),
  responseData: z.unknown().optional(),
})

/** Lets go of a socket whose peer may never answer a close. */
class Socket extends OBSWebSocket {
  abandon(): void {
    const { socket } = this
    this.cleanup()
    if (socket === undefined) return
    if ('terminate' in socket && typeof socket.terminate === 'function') socket.terminate()
    else socket.close()
  }
}

export type LinkOptions = {
  url: string
  password: string | undefined
  clock: Clock
  connectLimitMs: number
  requestLimitMs: number
  /** The events that are listened for. */
  events: readonly string[]
  onEvent: (link: Link, type: string, data: unknown) => void
  /** Once, when a link that stood is gone and was not closed here. */
  onLost: (why: LinkError) => void
}

/** One connection to OBS: every request of it settles, by OBS's answer, its time limit or the connection's end. */
export class Link {
  readonly #options: LinkOptions
  readonly #socket = new Socket()
  readonly #ended = Promise.withResolvers<never>()
  #isOpen = false
  #pending = 0

  constructor(options: LinkOptions) {
    this.#options = options
    this.#ended.promise.catch(() => {})
  }

  /** Connects and identifies; rejects with LinkError. */
  async open(): Promise<void> {
    const { url, password, connectLimitMs, events, onEvent, onLost } = this.#options
    const socket = this.#socket
    socket.on('ConnectionClosed', ({ code }) => {
      const why = new LinkError(`socket closed (${code})`, code)
      const stood = this.#isOpen
      this.#end(why)
      if (stood) onLost(why)
    })
    // Each name is one of the library's own events, or one that it does not know and passes on all the same.
    const listen = socket.on.bind(socket) as (name: string, take: (data: unknown) => void) => unknown
    for (const name of events) listen(name, (data) => onEvent(this, name, data))
    try {
      await this.#within(connectLimitMs, socket.connect(url, password, { rpcVersion: 1, eventSubscriptions }))
      this.#isOpen = true
    } catch (error) {
      socket.abandon()
      if (error instanceof LinkError) throw error
      // The library's own words of a failure can hold the address; its code is what is needed.
      const code = error instanceof OBSWebSocketError && error.code > 0 ? error.code : undefined
      throw new LinkError(code === undefined ? noConnection : `socket closed (${code})`, code)
    }
  }

  /** Asks; rejects with RequestRefused or LinkError. */
  async call<Type extends keyof OBSRequestTypes>(type: Type, data?: OBSRequestTypes[Type]): Promise<unknown> {
    try {
      return await this.#ask(() => this.#socket.call(type, data))
    } catch (error) {
      if (error instanceof OBSWebSocketError) throw new RequestRefused(error.code, error.message)
      throw error
    }
  }

  /** Asks all at once, in their order; an answer each. */
  async batch(requests: readonly BatchRequest[]): Promise<Answer[]> {
    if (requests.length === 0) return []
    const results = z.array(BatchResult).parse(await this.#ask(() => this.#socket.callBatch([...requests])))
    return results.map(({ requestStatus: { result, code, comment = '' }, responseData: data }) =>
      result ? { ok: true, data } : { ok: false, code, comment },
    )
  }

  /** Closes it; `onLost` is not told. */
  close(): void {
    this.#end(new LinkError('the connection was closed here'))
    this.#socket.abandon()
  }

  /** Gives up on a peer that does not answer, as if it had closed. */
  giveUp(why: LinkError): void {
    if (!this.#isOpen) return
    this.#end(why)
    this.#socket.abandon()
    this.#options.onLost(why)
  }

  #end(why: LinkError): void {
    this.#isOpen = false
    this.#ended.reject(why)
  }

  async #ask<Value>(send: () => Promise<Value>): Promise<Value> {
    if (!this.#isOpen) throw new LinkError('OBS is not connected')
    if (this.#pending >= maxPending) throw new LinkError('too many requests to OBS wait')
    this.#pending += 1
    try {
      return await this.#within(this.#options.requestLimitMs, send())
    } finally {
      this.#pending -= 1
    }
  }

  async #within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
    const limit = Promise.withResolvers<never>()
    const cancel = this.#options.clock.after(ms, () => limit.reject(new LinkError(`OBS did not answer within ${ms} ms`)))
    try {
      return await Promise.race([work, limit.promise, this.#ended.promise])
    } finally {
      cancel()
    }
  }
}
