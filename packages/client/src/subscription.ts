import { ReplyError } from '@landale/protocol'
import type { Channel } from 'phoenix'
import type { Link } from './link.ts'

export type SubscriptionOptions = {
  /** Asked at every join and rejoin. */
  params: () => object
  onJoined(response: unknown, channel: Channel, timing: { sentAt: number; receivedAt: number }): void
  onMessage(event: string, payload: unknown): void
  onLost?(): void
  /** Left or refused: nothing comes any more. */
  onEnded?(): void
  onRefused(refusal: { reason: string }): void
}

export type Subscription = {
  /** The channel while it is joined: only then may something be pushed. */
  readonly joined: Channel | undefined
  /** Leaves and joins again on the same socket, after a delay. */
  rejoin(delayMs: number): void
  /** For good. */
  leave(): void
}

/** A join that will be answered the same for ever, so the topic is left for good. */
function isRefusal(reason: string): boolean {
  return reason === 'unauthorized' || reason.startsWith('forbidden')
}

/** One topic, kept joined over whatever happens to the socket, until it is left or refused. */
export function createSubscription(link: Link, topic: string, options: SubscriptionOptions): Subscription {
  // The stock client would leave the first for the second, and the two would take the topic from each other for ever.
  if (link.subscriptions.has(topic)) throw new Error(`${topic} is already open on this client`)
  let channel: Channel | undefined
  let joined = false
  let closures = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const lose = () => {
    if (!joined) return
    joined = false
    options.onLost?.()
  }
  const drop = () => {
    clearTimeout(timer)
    const left = channel
    channel = undefined
    lose()
    left?.leave()
  }
  const open = () => {
    let sentAt = 0
    const opened: Channel = link.socket.channel(topic, () => {
      sentAt = link.clock()
      return options.params()
    })
    channel = opened
    const isCurrent = () => channel === opened
    opened.onMessage = (event: string, payload: unknown) => {
      const isOurs = !event.startsWith('phx_') && !event.startsWith('chan_reply_')
      if (isOurs && joined && isCurrent()) link.guard(() => options.onMessage(event, payload))
      return payload
    }
    opened.onError(() => {
      if (isCurrent()) lose()
    })
    // The stock client never rejoins what the server closed by name, and a page on the air cannot stay without it.
    opened.onClose(() => {
      if (!isCurrent()) return
      channel = undefined
      lose()
      closures += 1
      timer = setTimeout(open, link.rejoinDelayMs(closures))
    })
    opened
      .join(link.timeoutMs)
      .receive('ok', (response: unknown) => {
        if (!isCurrent()) return
        joined = true
        closures = 0
        // A join that waited for the socket to open left when it opened.
        const timing = { sentAt: Math.max(sentAt, link.openedAt()), receivedAt: link.clock() }
        link.guard(() => options.onJoined(response, opened, timing))
      })
      .receive('error', (response: unknown) => {
        if (!isCurrent()) return
        const refusal = ReplyError.safeParse(response)
        if (!refusal.success || !isRefusal(refusal.data.reason)) return
        leave()
        link.guard(() => options.onRefused(refusal.data))
      })
  }

  const leave = () => {
    if (!link.subscriptions.delete(topic)) return
    drop()
    options.onEnded?.()
  }
  const subscription: Subscription = {
    get joined() {
      return joined && link.socket.isConnected() ? channel : undefined
    },
    rejoin(delayMs) {
      drop()
      if (delayMs === 0) open()
      else timer = setTimeout(open, delayMs)
    },
    leave,
  }
  link.subscriptions.set(topic, subscription)
  open()
  return subscription
}
