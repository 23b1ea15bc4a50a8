import { trim } from './bounded.ts'
import { notificationMessage, revocationMessage } from './message.ts'
import type { Settings } from './options.ts'
import type { Sessions } from './sessions.ts'
import { type Subscription, type SubscriptionStatus, type Subscriptions, subscriptionBody } from './subscriptions.ts'
import { nanosecondTime } from './timestamp.ts'

/** Messages that can be sent again. */
const rememberedMessages = 1000

export type NotifyOptions = {
  messageId?: string
  /** RFC 3339; that of the clock where it is left out. */
  timestamp?: string
  toSession?: string
  /** Sent as it stands in place of the message, for what Twitch never sends. */
  raw?: string
}

/** Sends what happens on the channel to whoever is subscribed to it. */
export function createEventSub({ clock }: Settings, sessions: Sessions, subscriptions: Subscriptions) {
  const sent = new Map<string, { type: string; event: unknown; timestamp: string }>()

  const subscribed = (type: string, toSession?: string): Subscription[] =>
    subscriptions.live.filter(
      (one) => one.type === type && one.status === 'enabled' && (toSession === undefined || one.session === toSession),
    )
  const keep = (id: string, message: { type: string; event: unknown; timestamp: string }) => {
    sent.set(id, message)
    trim(sent, rememberedMessages)
  }

  /**
   * Notifies every session that is subscribed to `type`; gives back the ids of the messages that were put on a socket: none for
   * one that is silenced.
   */
  const notify = (type: string, event: unknown, { messageId, timestamp, toSession, raw }: NotifyOptions = {}): string[] => {
    const head = { at: clock.now(), timestamp: timestamp ?? nanosecondTime(clock.now()) }
    return subscribed(type, toSession).flatMap((subscription) => {
      const id = messageId ?? crypto.randomUUID()
      const text = raw ?? notificationMessage(subscriptionBody(subscription), event, { ...head, id })
      if (sessions.find(subscription.session)?.send(text) !== true) return []
      keep(id, { type, event, timestamp: head.timestamp })
      return [id]
    })
  }

  return {
    notify,
    /** Sends a message again, as Twitch does where it is not sure that it arrived: the same id, by default the same time. */
    repeat(messageId: string, { timestamp }: { timestamp?: string } = {}): string[] {
      const message = sent.get(messageId)
      if (message === undefined) throw new Error(`no message ${messageId} among the last ${rememberedMessages}`)
      return notify(message.type, message.event, { messageId, timestamp: timestamp ?? message.timestamp })
    },
    /** Takes subscriptions away, and says so on their sockets. */
    revoke(type: string, status: Exclude<SubscriptionStatus, 'enabled' | 'websocket_disconnected'> = 'authorization_revoked') {
      for (const subscription of subscribed(type)) {
        subscription.status = status
        sessions.find(subscription.session)?.send(revocationMessage(subscriptionBody(subscription), { at: clock.now() }))
      }
    },
  }
}
