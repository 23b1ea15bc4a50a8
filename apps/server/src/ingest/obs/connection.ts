import { type Clock, errorFields, type Logger } from '@landale/service'
import { backoffMs } from './backoff.ts'
import { Link, LinkError, noConnection } from './link.ts'

const connectLimitMs = 10_000

/** What a close means that trying again does not help; obs-websocket's own `WebSocketCloseCode`. */
const finalCloses: ReadonlyMap<number, string> = new Map([
  [4009, 'wrong password: set OBS_PASSWORD'],
  [4011, 'OBS has ended the session; restart Landale to connect again'],
])

export type ConnectionOptions = {
  url: string
  password: string | undefined
  requestLimitMs: number
  clock: Clock
  logger: Logger
  random: () => number
  events: readonly string[]
  onEvent: (link: Link, type: string, data: unknown) => void
  /** A link stands. What it rejects with ends the link, and it is tried again. */
  onOpen: (link: Link) => Promise<void>
  /** No link stands: why, for people. `wasUp`: one did up to now, and ended by `close`. */
  onDown: (down: { reason: string; wasUp: boolean; close?: string }) => void
}

/** Keeps a link to OBS: connects for ever with backoff, until OBS says that it is of no use, or it is stopped. */
export class Connection {
  readonly #options: ConnectionOptions
  readonly #address: string
  #link: Link | undefined
  #opening: Link | undefined
  #failures = 0
  #hasSaid = false
  #isStopped = false
  #cancel = () => {}

  constructor(options: ConnectionOptions) {
    this.#options = options
    const { protocol, host } = new URL(options.url)
    this.#address = `${protocol}//${host}`
  }

  /** The link that stands, once everything was asked over it. */
  get link(): Link | undefined {
    return this.#link
  }

  start(): void {
    void this.#try()
  }

  stop(): void {
    this.#isStopped = true
    this.#cancel()
    this.#opening?.close()
    this.#link?.close()
    this.#link = undefined
  }

  async #try(): Promise<void> {
    const { onOpen, onEvent, clock, logger, requestLimitMs, url, password, events } = this.#options
    const onLost = (why: LinkError) => this.#lost(why)
    const link = new Link({ url, password, clock, connectLimitMs, requestLimitMs, events, onEvent, onLost })
    this.#opening = link
    try {
      await link.open()
      await onOpen(link)
    } catch (error) {
      link.close()
      if (!this.#isStopped) this.#failed(this.#asLinkError(error))
      return
    } finally {
      this.#opening = undefined
    }
    if (this.#isStopped) return link.close()
    this.#link = link
    this.#failures = 0
    this.#hasSaid = false
    logger.info({ address: this.#address }, 'connected to OBS')
  }

  #lost(why: LinkError): void {
    // While it is asked over for the first time it is the asking that fails.
    if (this.#link === undefined || this.#isStopped) return
    this.#link = undefined
    this.#down(why, true)
  }

  #asLinkError(error: unknown): LinkError {
    if (error instanceof LinkError) return error
    if (!this.#hasSaid) this.#options.logger.warn(errorFields(error), 'an answer of OBS is not understood')
    return new LinkError('what it says is not understood')
  }

  #failed(why: LinkError): void {
    this.#failures += 1
    this.#down(why, false)
  }

  #down(why: LinkError, wasUp: boolean): void {
    const { onDown, logger, clock, random } = this.#options
    const final = why.code === undefined ? undefined : finalCloses.get(why.code)
    const reason = final ?? (wasUp ? `the connection to OBS was lost: ${why.message}` : this.#absent(why))
    // Once, not at every try of a night.
    if (!this.#hasSaid) logger.warn({ reason }, 'OBS is not connected')
    this.#hasSaid = final === undefined
    onDown({ reason, wasUp, ...(wasUp ? { close: why.message } : undefined) })
    if (final === undefined) this.#cancel = clock.after(backoffMs(this.#failures, random), () => void this.#try())
  }

  #absent({ code, message }: LinkError): string {
    const why = message === noConnection || code === 1006 ? '' : `: ${message}`
    return `OBS does not answer at ${this.#address}${why}`
  }
}
