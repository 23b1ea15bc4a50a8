import { z } from 'zod'

const Subscription = z.object({ id: z.string(), type: z.string(), status: z.string() })

const metadata = <const Type extends string>(type: Type) =>
  z.object({ message_id: z.string().min(1), message_type: z.literal(type), message_timestamp: z.string() })

const session = z.object({ id: z.string().min(1) })

/** What Twitch sends over the socket. Source: dev.twitch.tv/docs/eventsub/websocket-reference. */
const EventSubMessage = z.union([
  z.object({
    metadata: metadata('notification'),
    payload: z.object({ subscription: Subscription, event: z.record(z.string(), z.unknown()) }),
  }),
  z.object({ metadata: metadata('session_keepalive') }),
  z.object({
    metadata: metadata('session_welcome'),
    payload: z.object({ session: session.extend({ keepalive_timeout_seconds: z.number().positive() }) }),
  }),
  z.object({
    metadata: metadata('session_reconnect'),
    payload: z.object({ session: session.extend({ reconnect_url: z.url() }) }),
  }),
  z.object({ metadata: metadata('revocation'), payload: z.object({ subscription: Subscription }) }),
])

/** A notification as it goes on: its message's id is what makes a repeat the same event. `sentAt` is ms since the epoch. */
export type Notification = { messageId: string; sentAt: number; type: string; event: Record<string, unknown> }

export type EventSubMessage =
  | ({ kind: 'notification' } & Notification)
  | { kind: 'keepalive' }
  | { kind: 'welcome'; sessionId: string; keepaliveMs: number }
  | { kind: 'reconnect'; url: string }
  | { kind: 'revocation'; type: string; status: string }
  /** Of a kind or shape that nobody knows here. */
  | { kind: 'unknown' }

const Known = z.compile(EventSubMessage)

export function parseMessage(data: string): EventSubMessage {
  let json: unknown
  try {
    json = JSON.parse(data)
  } catch {
    return { kind: 'unknown' }
  }
  const parsed = Known.safeParse(json)
  if (!parsed.success) return { kind: 'unknown' }
  const message = parsed.data
  if (!('payload' in message)) return { kind: 'keepalive' }
  if ('event' in message.payload) {
    const { message_id: messageId, message_timestamp } = message.metadata
    const { subscription, event } = message.payload
    const sentAt = Date.parse(message_timestamp)
    return Number.isNaN(sentAt)
      ? { kind: 'unknown' }
      : { kind: 'notification', messageId, sentAt, type: subscription.type, event }
  }
  if ('subscription' in message.payload) {
    const { type, status } = message.payload.subscription
    return { kind: 'revocation', type, status }
  }
  const { session: found } = message.payload
  if ('reconnect_url' in found) return { kind: 'reconnect', url: found.reconnect_url }
  return { kind: 'welcome', sessionId: found.id, keepaliveMs: found.keepalive_timeout_seconds * 1_000 }
}
