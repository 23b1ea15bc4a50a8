import { nanosecondTime } from './timestamp.ts'

/** The session as a message names it. */
export type SessionPayload = {
  id: string
  status: 'connected' | 'reconnecting'
  connected_at: string
  keepalive_timeout_seconds: number | null
  reconnect_url: string | null
}

export type MessageHead = { id?: string | undefined; at: number; timestamp?: string | undefined }
type Subscription = { type: string; version: string }

const metadata = (type: string, { id = crypto.randomUUID(), at, timestamp = nanosecondTime(at) }: MessageHead) => ({
  message_id: id,
  message_type: type,
  message_timestamp: timestamp,
})
const about = ({ type, version }: Subscription) => ({ subscription_type: type, subscription_version: version })

/** The messages of https://dev.twitch.tv/docs/eventsub/websocket-reference, as text for the socket. */
export const welcomeMessage = (session: SessionPayload, head: MessageHead): string =>
  JSON.stringify({ metadata: metadata('session_welcome', head), payload: { session } })

export const reconnectMessage = (session: SessionPayload, head: MessageHead): string =>
  JSON.stringify({ metadata: metadata('session_reconnect', head), payload: { session } })

export const keepaliveMessage = (head: MessageHead): string =>
  JSON.stringify({ metadata: metadata('session_keepalive', head), payload: {} })

export const notificationMessage = (subscription: Subscription, event: unknown, head: MessageHead): string =>
  JSON.stringify({ metadata: { ...metadata('notification', head), ...about(subscription) }, payload: { subscription, event } })

export const revocationMessage = (subscription: Subscription, head: MessageHead): string =>
  JSON.stringify({ metadata: { ...metadata('revocation', head), ...about(subscription) }, payload: { subscription } })
