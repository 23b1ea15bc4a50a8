import { systemClock } from '@landale/service'
import { actionRoutes } from './action-routes.ts'
import { createChannel } from './channel.ts'
import { channelRoutes } from './channel-routes.ts'
import type { Connection } from './connection.ts'
import { createDeviceFlow } from './device-flow.ts'
import { createEventSub } from './event-sub.ts'
import { eventSubRoutes } from './event-sub-routes.ts'
import { createHelix } from './helix.ts'
import { createOauth } from './oauth.ts'
import { type FakeTwitchOptions, type Settings, streamer } from './options.ts'
import { toResponse } from './reply.ts'
import { everyScope } from './scopes.ts'
import { createSessions } from './sessions.ts'
import { createSubscriptions, type Subscriptions } from './subscriptions.ts'
import { createTokens } from './tokens.ts'

/** What may wait for a client that does not read: a storm sent at one stroke fits in. */
const backlogLimitBytes = 64 * 1024 * 1024

type SocketData = { query: URLSearchParams; connection: Connection | undefined }

export type FakeTwitch = Awaited<ReturnType<typeof fakeTwitch>>

/**
 * Twitch on 127.0.0.1, over real sockets: `/oauth2` (device code flow), `/helix` and `/ws` (EventSub), as Twitch documents them.
 * Time limits go by the clock that is handed in.
 */
export async function fakeTwitch(options: FakeTwitchOptions = {}) {
  const settings: Settings = {
    clock: systemClock,
    clientId: 'landaletestclient0000',
    keepaliveSeconds: 10,
    tokenLifetimeSeconds: 14_400,
    pollIntervalSeconds: 5,
    user: streamer,
    secrets: 'secret-',
    scopes: undefined,
    ...options,
  }
  const tokens = createTokens(settings)
  const deviceFlow = createDeviceFlow(settings, tokens)
  const oauth = createOauth(settings, tokens, deviceFlow)
  const sessions = createSessions({
    settings,
    url: () => eventSubUrl,
    isUsed: (session) => subscriptions.enabledIn(session).length > 0,
    onEnd: (session) => subscriptions.endSession(session),
  })
  const subscriptions: Subscriptions = createSubscriptions(settings, sessions.has)
  const eventSub = createEventSub(settings, sessions, subscriptions)
  const channel = createChannel(settings.user)
  const helix = createHelix(settings, tokens, {
    ...eventSubRoutes(subscriptions),
    ...channelRoutes(settings, channel),
    ...actionRoutes(settings, channel),
  })

  const server = Bun.serve<SocketData>({
    hostname: '127.0.0.1',
    port: 0,
    idleTimeout: 0,
    async fetch(request, server) {
      const { pathname, searchParams } = new URL(request.url)
      if (pathname === '/ws') {
        const isUpgraded = server.upgrade(request, { data: { query: searchParams, connection: undefined } })
        return isUpgraded ? undefined : new Response(null, { status: 400 })
      }
      const [, part, path = ''] = /^\/(oauth2|helix)(\/.*)$/.exec(pathname) ?? []
      if (part === undefined) return new Response(null, { status: 404 })
      return toResponse(await (part === 'helix' ? helix : oauth).handle(request, path))
    },
    websocket: {
      idleTimeout: 0,
      backpressureLimit: backlogLimitBytes,
      open(socket) {
        socket.data.connection = sessions.opened(socket, socket.data.query)
      },
      message(socket) {
        if (socket.data.connection !== undefined) sessions.spoke(socket.data.connection)
      },
      close(socket) {
        if (socket.data.connection !== undefined) sessions.closed(socket.data.connection)
      },
    },
  })
  const url = `http://127.0.0.1:${server.port}`
  const eventSubUrl = `ws://127.0.0.1:${server.port}/ws`

  return {
    authUrl: `${url}/oauth2`,
    helixUrl: `${url}/helix`,
    eventSubUrl,
    clientId: settings.clientId,
    user: settings.user,

    approve: deviceFlow.approve,
    deny: deviceFlow.deny,
    get pendingCodes() {
      return deviceFlow.pendingCodes
    },
    issued: tokens.issued,
    signedInTokens: (scopes: readonly string[] = settings.scopes ?? everyScope) => tokens.issue(scopes),
    expireTokens: tokens.expireTokens,
    revokeTokens: tokens.revokeTokens,
    failSignIn: oauth.failSignIn,
    /** How long a refresh takes, by the clock. */
    get refreshDelayMs() {
      return oauth.counts.refreshDelayMs
    },
    set refreshDelayMs(ms: number) {
      oauth.counts.refreshDelayMs = ms
    },
    get refreshes() {
      return oauth.counts.refreshes
    },
    /** The most that ran at one time. */
    get concurrentRefreshes() {
      return oauth.counts.concurrentRefreshes
    },
    get validations() {
      return oauth.counts.validations
    },

    subscriptions: subscriptions.live,
    connections: sessions.connections,
    get sockets() {
      return sessions.sockets
    },
    ...eventSub,
    silence: sessions.silence,
    speak: sessions.speak,
    holdWelcome: sessions.holdWelcome,
    reconnect: sessions.reconnect,
    drop: sessions.drop,
    close: sessions.close,

    calls: helix.calls,
    limit: helix.limit,
    fail: helix.fail,
    hang: helix.hang,
    /** Title, category and tags as Helix shows them. */
    channel: channel.info,
    setLive: channel.setLive,
    setGoals: channel.setGoals,
    setFollowers: channel.setFollowers,

    async [Symbol.asyncDispose]() {
      oauth.stop()
      helix.stop()
      sessions.stop()
      await server.stop(true)
    },
  }
}
