import type { Clock } from '@landale/service'
import { type EventSubMessage, parseMessage } from './message.ts'

/** How long a connection may take until its welcome. */
const welcomeMs = 15_000
/** What the network may add to the silence that was agreed on. */
const slackMs = 2_000

export type ConnectionOptions = {
  url: string
  clock: Clock
  onMessage: (message: EventSubMessage) => void
  /** Called once, when nothing comes any more: `reason` is for people. */
  onClose: (reason: string) => void
}

/**
 * One socket to EventSub. It is watched from its first moment: until the welcome by a limit of ours, after it by the keepalive that
 * the welcome names and no other, which any frame sets back.
 */
export class Connection {
  readonly #options: ConnectionOptions
  readonly #socket: WebSocket
  #silenceMs = welcomeMs
  #heardAt: number
  #cancelWatch = () => {}
  #isOver = false

  constructor(options: ConnectionOptions) {
    const { url, clock } = options
    this.#options = options
    this.#heardAt = clock.now()
    this.#socket = new WebSocket(url)
    this.#socket.addEventListener('message', ({ data }) => this.#receive(data))
    this.#socket.addEventListener('close', ({ code }) => this.#end(reasonOf(code)))
    this.#watch(this.#silenceMs)
  }

  /** Lets go of it; nothing is called back after this. */
  close(): void {
    this.#isOver = true
    this.#cancelWatch()
    this.#socket.close(1000)
  }

  #receive(data: unknown): void {
    if (this.#isOver) return
    this.#heardAt = this.#options.clock.now()
    const message: EventSubMessage = typeof data === 'string' ? parseMessage(data) : { kind: 'unknown' }
    if (message.kind === 'welcome') {
      this.#silenceMs = message.keepaliveMs + slackMs
      this.#cancelWatch()
      this.#watch(this.#silenceMs)
    }
    this.#options.onMessage(message)
  }

  // One timer that looks when it last heard something, not one a frame: frames come by the thousand.
  #watch(ms: number): void {
    this.#cancelWatch = this.#options.clock.after(ms, () => {
      const leftMs = this.#heardAt + this.#silenceMs - this.#options.clock.now()
      if (leftMs > 0) return this.#watch(leftMs)
      // A peer that is gone would not answer a close for minutes.
      this.#socket.terminate()
      this.#end(`nothing came for ${Math.round(this.#silenceMs / 1_000)} s`)
    })
  }

  #end(reason: string): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#cancelWatch()
    this.#options.onClose(reason)
  }
}

/** Source: dev.twitch.tv/docs/eventsub/handling-websocket-events, close codes. */
const reasons: ReadonlyMap<number, string> = new Map([
  [4000, 'Twitch had a fault (4000)'],
  [4001, 'Twitch took something we sent amiss (4001)'],
  [4002, 'Twitch missed an answer to its ping (4002)'],
  [4003, 'no subscription was made in time (4003)'],
  [4004, 'the move to another server took too long (4004)'],
  [4005, 'Twitch’s network timed out (4005)'],
  [4006, 'Twitch’s network failed (4006)'],
  [4007, 'the address to move to was not the one given (4007)'],
])

function reasonOf(code: number): string {
  return reasons.get(code) ?? `the socket was closed (${code})`
}
