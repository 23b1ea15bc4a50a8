import { remember } from './bounded.ts'
import type { Settings } from './options.ts'
import { helixError, type Reply } from './reply.ts'
import { type SubscriptionType, subscriptionType } from './subscription-types.ts'
import { nanosecondTime } from './timestamp.ts'
import type { AccessToken } from './tokens.ts'

/** Of one connection. */
const subscriptionLimit = 300
/** Of one streamer's connections, those that hold subscriptions. */
const sessionLimit = 3
/** What subscriptions to channels that have not consented may cost. */
const maxTotalCost = 10
/** Of those whose connection has gone, which Twitch lists for a while. */
const pastLimit = 1000
const pageSize = 100

export type SubscriptionStatus =
  | 'enabled'
  | 'authorization_revoked'
  | 'moderator_removed'
  | 'user_removed'
  | 'version_removed'
  | 'websocket_disconnected'

export type Subscription = {
  readonly id: string
  readonly type: string
  readonly version: string
  readonly condition: Readonly<Record<string, string>>
  /** The id of the session that it belongs to. */
  readonly session: string
  readonly cost: number
  readonly createdAt: string
  status: SubscriptionStatus
}

/** What a client asks for; its fields are looked at one by one, as Twitch does. */
export type SubscriptionRequest = {
  type?: unknown
  version?: unknown
  condition?: unknown
  transport?: { method?: unknown; session_id?: unknown }
}

export type Subscriptions = ReturnType<typeof createSubscriptions>

/** A subscription as Helix and each message write it. */
export const subscriptionBody = ({ id, type, version, status, cost, condition, session, createdAt }: Subscription) => ({
  id,
  status,
  type,
  version,
  cost,
  condition,
  transport: { method: 'websocket', session_id: session },
  created_at: createdAt,
})

const isRecordOfText = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' && value !== null && Object.values(value).every((field) => typeof field === 'string')

const names = (condition: Record<string, string>, { condition: keys }: SubscriptionType): boolean =>
  keys.every((either) => either.split('|').some((key) => (condition[key] ?? '') !== ''))

/** Who is subscribed to what: `POST`, `GET` and `DELETE /helix/eventsub/subscriptions`. */
export function createSubscriptions({ clock, user }: Settings, hasSession: (id: string) => boolean) {
  const live: Subscription[] = []
  const past: Subscription[] = []

  const totals = () => ({
    total: live.length,
    total_cost: live.reduce((sum, { cost, status }) => sum + (status === 'enabled' ? cost : 0), 0),
    max_total_cost: maxTotalCost,
  })
  const remove = (subscription: Subscription) => {
    const index = live.indexOf(subscription)
    if (index >= 0) live.splice(index, 1)
  }
  const enabledIn = (session: string) => live.filter((one) => one.session === session && one.status === 'enabled')

  /** What stands against it, if anything does. */
  const refusal = (known: SubscriptionType, condition: Record<string, string>, session: string, token: AccessToken) => {
    const isGranted = known.scopes.length === 0 || known.scopes.some((scope) => token.scopes.includes(scope))
    const own = known.scopes.length === 0 ? [] : [condition.broadcaster_user_id, condition.moderator_user_id, condition.user_id]
    if (!isGranted || own.some((id) => id !== undefined && id !== user.id)) {
      return helixError(403, 'subscription missing proper authorization')
    }
    if (!hasSession(session)) {
      return helixError(400, 'websocket transport session does not exist or has already disconnected')
    }
    const sessions = new Set(live.filter(({ status }) => status === 'enabled').map((one) => one.session)).add(session)
    if (sessions.size > sessionLimit) return helixError(429, 'number of websocket transports limit exceeded')
    if (enabledIn(session).length >= subscriptionLimit) {
      return helixError(429, 'number of websocket transports subscriptions limit exceeded')
    }
    return undefined
  }

  return {
    /** Those of open sessions, oldest first. */
    live: live as readonly Subscription[],
    enabledIn,
    create(request: SubscriptionRequest, token: AccessToken): Reply {
      const { type, version, condition, transport } = request
      const session = transport?.session_id
      if (transport?.method !== 'websocket' || typeof session !== 'string') {
        return helixError(400, 'invalid transport and auth combination')
      }
      const known = subscriptionType(String(type), String(version))
      if (known === undefined) return helixError(400, 'invalid subscription type and version')
      if (!isRecordOfText(condition) || !names(condition, known)) return helixError(400, 'missing or unparseable condition')
      const refused = refusal(known, condition, session, token)
      if (refused !== undefined) return refused
      const same = live.find(
        (one) =>
          one.type === type &&
          one.version === version &&
          one.session === session &&
          JSON.stringify(one.condition) === JSON.stringify(condition),
      )
      if (same?.status === 'enabled') return helixError(409, 'subscription already exists')
      const cost = Object.values(condition).includes(user.id) ? 0 : 1
      if (totals().total_cost + cost > maxTotalCost) return helixError(429, 'subscription cost limit exceeded')
      if (same !== undefined) remove(same)
      const subscription: Subscription = {
        id: crypto.randomUUID(),
        type: known.type,
        version: known.version,
        condition,
        session,
        cost,
        createdAt: nanosecondTime(clock.now()),
        status: 'enabled',
      }
      live.push(subscription)
      return { status: 202, body: { data: [subscriptionBody(subscription)], ...totals() } }
    },
    list(query: URLSearchParams): Reply {
      const matching = [...live, ...past].filter(
        ({ id, type, status }) =>
          (query.get('type') ?? type) === type &&
          (query.get('status') ?? status) === status &&
          (query.get('subscription_id') ?? id) === id,
      )
      const start = Number(query.get('after') ?? 0)
      const data = matching.slice(start, start + pageSize).map(subscriptionBody)
      const next = start + pageSize
      const pagination = next < matching.length ? { cursor: String(next) } : {}
      return { status: 200, body: { data, ...totals(), total: matching.length, pagination } }
    },
    delete(id: string | null): Reply {
      if (id === null) return helixError(400, 'Missing required parameter "id"')
      const found = live.find((one) => one.id === id)
      if (found === undefined) return helixError(404, 'subscription not found')
      remove(found)
      return { status: 204 }
    },
    /** A session has gone, and its subscriptions with it. */
    endSession(session: string) {
      for (const subscription of live.filter((one) => one.session === session)) {
        remove(subscription)
        if (subscription.status === 'enabled') subscription.status = 'websocket_disconnected'
        remember(past, pastLimit, subscription)
      }
    },
  }
}
