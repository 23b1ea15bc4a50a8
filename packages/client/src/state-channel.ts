import { OverlayReply, StatePush } from '@landale/protocol'
import type { Link } from './link.ts'
import { createPushes } from './pushes.ts'
import { createSubscription } from './subscription.ts'

/** `version` grows with every change while the server runs; `now` is the server's clock in ms. */
export type StateMeta = { version: number; now: number }

export type StateOptions<Value = unknown, Reply = unknown> = {
  /** Join params, asked at every join and rejoin. */
  params?: () => object
  /** At every join, before the state that it brings. */
  onJoin?(reply: Reply): void
  onState?(value: Value, meta: StateMeta): void
  /** Every other push of the server on this topic. */
  onPush?(event: string, payload: unknown): void
  /** The server will never let this client in; the channel is over. */
  onRefused?(refusal: { reason: string }): void
}

export type StateChannel = {
  readonly topic: string
  readonly joined: boolean
  /** Answers with the reply's response; rejects with a `PushError`. Waits in the outbox while there is no connection. */
  push(event: string, payload: object): Promise<unknown>
  close(): void
}

/** Opens a topic with a state of its own and keeps it. Values are the server's word: the topic's schema types them. */
export function openStateChannel<Value = unknown, Reply = unknown>(
  link: Link,
  topic: string,
  options: StateOptions<Value, Reply>,
): StateChannel {
  let version = -1
  const pushes = createPushes(link)

  const accept = ({ version: newer, value, now }: StatePush) => {
    version = newer
    link.guard(() => options.onState?.(value as Value, { version: newer, now }))
  }

  const subscription = createSubscription(link, topic, {
    params: () => options.params?.() ?? {},
    onJoined(response, channel, { sentAt, receivedAt }) {
      const state = stateOf(response)
      if (state !== undefined) link.offset.roundTrip({ sentAt, receivedAt, serverNow: state.now })
      pushes.flush(channel)
      link.guard(() => options.onJoin?.(response as Reply))
      if (state !== undefined) accept(state)
    },
    onMessage(event, payload) {
      if (event !== 'state') return options.onPush?.(event, payload)
      const state = StatePush.safeParse(payload)
      if (!state.success) return link.report(new Error(`${topic}: state does not fit: ${state.error.message}`))
      link.offset.oneWay({ receivedAt: link.clock(), serverNow: state.data.now })
      if (state.data.version > version) accept(state.data)
    },
    onLost: () => pushes.lost(),
    onEnded: () => pushes.end(),
    onRefused: (refusal) => options.onRefused?.(refusal),
  })

  return {
    topic,
    get joined() {
      return subscription.joined !== undefined
    },
    push: (event, payload) => pushes.push(subscription.joined, event, payload),
    close: () => subscription.leave(),
  }
}

/** The whole state in a join reply, which overlays call `state` and other topics `value`; none where the topic has none. */
function stateOf(reply: unknown): StatePush | undefined {
  const overlay = OverlayReply.safeParse(reply)
  if (overlay.success) return { version: overlay.data.version, value: overlay.data.state, now: overlay.data.now }
  const state = StatePush.safeParse(reply)
  return state.success ? state.data : undefined
}
