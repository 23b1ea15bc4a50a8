import { errorFields } from '@landale/service'
import { z } from 'zod'
import { Outbound } from '../outbound.ts'
import type { CreateSource, SourceContext } from '../source.ts'
import { Auth } from './auth/auth.ts'
import { IdClient } from './auth/id-client.ts'
import { TokenStore } from './auth/token-store.ts'
import { Channel } from './channel.ts'
import { twitchCommands } from './commands.ts'
import { EventSub } from './event-sub/event-sub.ts'
import type { Notification } from './event-sub/message.ts'
import { Subscriber } from './event-sub/subscriber.ts'
import { missingScopes, wantedScopes } from './event-sub/subscriptions.ts'
import { Helix, rateLimitReset } from './helix.ts'
import { translate } from './translate/translate.ts'

/** Asked for; Twitch's welcome says what counts. */
const keepaliveSeconds = 30
/** Older than this a message is not taken: somebody plays it back. Source: Twitch's guide on handling notifications. */
const maxAgeMs = 10 * 60_000

const Users = z.object({ data: z.array(z.object({ display_name: z.string() })) })

/** Twitch: EventSub for what happens, Helix for what is asked and told, as the streamer who signed in. */
export const createTwitch: CreateSource = (context) => {
  const { clientId } = context.config.twitch
  if (clientId === undefined)
    return {
      name: 'twitch',
      start: () => context.status.off('TWITCH_CLIENT_ID is not set; see .env.example'),
      stop: () => Promise.resolve(),
    }
  return new Twitch(context, clientId).source
}

class Twitch {
  readonly #context: SourceContext
  readonly #auth: Auth
  readonly #helix: Helix
  readonly #subscriber: Subscriber
  readonly #eventSub: EventSub
  readonly #channel: Channel
  #lost: string | undefined
  #wasReady = false
  #isSubscribed = false
  #account: string | undefined
  #scopes = ''

  constructor(context: SourceContext, clientId: string) {
    this.#context = context
    const { config, clock, logger, metrics } = context
    const { authUrl, helixUrl, eventSubUrl } = config.twitch
    const common = { config: config.outbound, metrics, logger }
    const id = new IdClient({
      clientId,
      url: authUrl,
      outbound: new Outbound({ ...common, service: 'twitch-id' }),
      now: clock.now,
    })
    this.#auth = new Auth({
      id,
      store: new TokenStore(config.dataDir),
      clock,
      logger,
      scopes: wantedScopes,
      displayName: async (token) => (await this.#helix.asHolder(token, 'users', Users)).data[0]?.display_name ?? '',
      onChange: () => this.#authChanged(),
    })
    this.#helix = new Helix({
      url: helixUrl,
      clientId,
      auth: this.#auth,
      outbound: new Outbound({ ...common, service: 'twitch', retryAfter: rateLimitReset(clock.now) }),
    })
    this.#subscriber = new Subscriber({
      helix: this.#helix,
      clock,
      logger,
      userId: () => this.#auth.account?.id,
      scopes: () => this.#auth.scopes,
      onChange: () => this.#tell(),
      onSessionGone: () => this.#eventSub.restart('Twitch does not know the session any more'),
    })
    this.#channel = new Channel({ helix: this.#helix, context, userId: () => this.#auth.account?.id })
    this.#eventSub = new EventSub({
      url: eventSubUrl,
      keepaliveSeconds,
      clock,
      onSession: (session) => void this.#sessionUp(session),
      onMoved: (session) => this.#subscriber.moved(session),
      onLost: (reason) => this.#sessionLost(reason),
      onNotification: (notification) => this.#take(notification),
      onRevoked: (type, status) => this.#revoked(type, status),
    })
  }

  get source() {
    return {
      name: 'twitch',
      commands: twitchCommands({ helix: this.#helix, auth: this.#auth }),
      view: () => ({ twitch: this.#view() }),
      start: () => {
        void this.#context.broadcast.report(Channel.kind, 'unknown')
        this.#auth.start().catch((error: unknown) => {
          this.#context.logger.error(errorFields(error), 'the sign-in was not read')
          this.#context.status.down('the kept sign-in was not read; the server’s log says why')
        })
      },
      stop: async () => {
        this.#auth.stop()
        this.#subscriber.stop()
        this.#eventSub.stop()
        this.#channel.stopLooking()
        await this.#channel.settled()
      },
    }
  }

  #take(notification: Notification): void {
    const { log, clock, metrics, logger, status } = this.#context
    const { type, sentAt } = notification
    if (clock.now() - sentAt > maxAgeMs) {
      metrics.sourceEvents.inc({ source: 'twitch', outcome: 'stale' })
      return
    }
    if (this.#channel.takes(notification)) {
      status.heard()
      return
    }
    const { event, isRaw } = translate(notification)
    if (isRaw) logger.warn({ subscription: type }, 'an event of Twitch is not as documented; it is kept as it came')
    log.offer(event)
  }

  async #sessionUp(session: string): Promise<void> {
    const { log, logger } = this.#context
    try {
      if (!(await this.#subscriber.subscribeAll(session))) return
      if (this.#lost !== undefined && this.#wasReady)
        log.offer({ type: 'connection.restored', actor: 'system', source: 'system', payload: { service: 'twitch' } })
      this.#lost = undefined
      this.#wasReady = true
      this.#isSubscribed = true
      this.#tell()
      await this.#channel.look()
    } catch (error) {
      logger.error(errorFields(error), 'a session of EventSub was not set up')
    }
  }

  #sessionLost(reason: string): void {
    const { log, broadcast } = this.#context
    // A connection that never stood is not lost, and one that is lost is lost once.
    if (this.#isSubscribed)
      log.offer({ type: 'connection.lost', actor: 'system', source: 'system', payload: { service: 'twitch', reason } })
    this.#isSubscribed = false
    this.#lost = reason
    this.#subscriber.stop()
    this.#channel.stopLooking()
    void broadcast.report(Channel.kind, 'unknown')
    this.#tell()
  }

  #revoked(type: string, status: string): void {
    this.#subscriber.revoked(type, status)
    // The streamer may have cut the connection to this application: the sign-in is looked at.
    if (status === 'authorization_revoked') void this.#auth.doubt()
    this.#tell()
  }

  #authChanged(): void {
    const { account, scopes } = this.#auth
    if (account?.id !== this.#account) {
      this.#account = account?.id
      this.#eventSub.stop()
      this.#subscriber.stop()
      this.#channel.stopLooking()
      this.#isSubscribed = false
      this.#wasReady = false
      this.#lost = undefined
      if (account) this.#eventSub.start()
      else void this.#context.broadcast.report(Channel.kind, 'absent')
    } else if (this.#isSubscribed && this.#scopes !== scopes.join(' ')) void this.#subscriber.scopesChanged()
    this.#scopes = scopes.join(' ')
    this.#tell()
  }

  #tell(): void {
    const { status, changed } = this.#context
    const { account, fault } = this.#auth
    const missing = missingScopes(this.#auth.scopes).map(({ scope }) => scope)
    const failing = this.#subscriber.views.filter(({ state }) => state === 'failed' || state === 'revoked')
    if (account === undefined) {
      if (fault === undefined) status.off('nobody is signed in: sign in on the dashboard or with "bun run twitch sign-in"')
      else status.down(fault.message)
    } else if (!this.#isSubscribed) status.down(this.#lost ?? 'connecting')
    else if (fault) status.degraded(fault.message)
    else if (missing.length > 0) status.degraded(`not granted: ${missing.join(', ')}; sign in again to grant it`)
    else if (failing.length > 0) status.degraded(`not subscribed to: ${failing.map(({ type }) => type).join(', ')}`)
    else status.ok()
    changed()
  }

  #view() {
    const { account, pendingUntil, scopes } = this.#auth
    return {
      account: account ?? null,
      sign_in: pendingUntil === undefined ? null : { expires_at: pendingUntil },
      scopes: [...scopes],
      missing_scopes: account ? missingScopes(scopes) : [],
      subscriptions: account ? this.#subscriber.views : [],
    }
  }
}
