import type { TwitchState } from '@landale/protocol'
import type { Clock, Logger } from '@landale/service'
import { Problem } from '@/http/problem.ts'
import { type Helix, nothing } from '../helix.ts'
import { conditionOf, criticalTypes, otherTypes, type SubscriptionType } from './subscriptions.ts'

type SubscriptionView = TwitchState['subscriptions'][number]

const firstRetryMs = 5_000
const longestRetryMs = 5 * 60_000
const revokedRetryMs = 60_000
/** Twitch's words for a subscription that does not come back by asking again. */
const finalStatuses: ReadonlySet<string> = new Set(['user_removed', 'version_removed', 'chat_user_banned'])

export type SubscriberOptions = {
  helix: Helix
  clock: Clock
  logger: Logger
  userId: () => string | undefined
  scopes: () => readonly string[]
  onChange: () => void
  /** The session is not known to Twitch any more. */
  onSessionGone: () => void
}

/** Makes the subscriptions of a session: the critical ones first, then the others, and again what failed. */
export class Subscriber {
  readonly #options: SubscriberOptions
  readonly #views = new Map<string, SubscriptionView>()
  #session: string | undefined
  /** Grows with every session, and not with its moves. */
  #round = 0
  #cancels = new Set<() => void>()

  constructor(options: SubscriberOptions) {
    this.#options = options
    for (const { type } of [...criticalTypes, ...otherTypes]) this.#views.set(type, { type, state: 'pending', reason: null })
  }

  get views(): SubscriptionView[] {
    return [...this.#views.values()]
  }

  /** Everything anew, in a new session. False where that was over before it was done. */
  async subscribeAll(session: string): Promise<boolean> {
    this.stop()
    this.#session = session
    const round = this.#round
    for (const { type } of this.#views.values()) this.#views.set(type, { type, state: 'pending', reason: null })
    this.#options.onChange()
    await Promise.all(criticalTypes.map((type) => this.#subscribe(type, round, firstRetryMs)))
    await Promise.all(otherTypes.map((type) => this.#subscribe(type, round, firstRetryMs)))
    this.#options.onChange()
    return this.#round === round
  }

  /** Another sign-in of the same account: what was not granted before may be now. */
  async scopesChanged(): Promise<void> {
    const round = this.#round
    const missing = [...criticalTypes, ...otherTypes].filter(({ type }) => this.#views.get(type)?.state === 'missing_scope')
    await Promise.all(missing.map((type) => this.#subscribe(type, round, firstRetryMs)))
    this.#options.onChange()
  }

  /** The session goes on under this id. */
  moved(session: string): void {
    this.#session = session
  }

  /** No session: nothing is tried again until the next. */
  stop(): void {
    this.#session = undefined
    this.#round += 1
    for (const cancel of this.#cancels) cancel()
    this.#cancels.clear()
  }

  revoked(name: string, status: string): void {
    const { logger, onChange } = this.#options
    const type = [...criticalTypes, ...otherTypes].find((candidate) => candidate.type === name)
    if (type === undefined) return
    logger.warn({ subscription: name, status }, 'Twitch has revoked a subscription')
    this.#show(type, 'revoked', `Twitch says ${status}`)
    if (!finalStatuses.has(status)) this.#retry(type, revokedRetryMs, revokedRetryMs)
    onChange()
  }

  async #subscribe(type: SubscriptionType, round: number, retryMs: number): Promise<void> {
    const { helix, userId, scopes, onSessionGone } = this.#options
    const id = userId()
    const session = this.#session
    if (id === undefined || session === undefined || this.#round !== round) return
    if (type.scopes.length > 0 && !type.scopes.some((scope) => scopes().includes(scope))) {
      this.#show(type, 'missing_scope', `needs ${type.scopes.join(' or ')}`)
      return
    }
    try {
      await helix.request({
        method: 'POST',
        path: 'eventsub/subscriptions',
        body: {
          type: type.type,
          version: type.version,
          condition: conditionOf(type, id),
          transport: { method: 'websocket', session_id: session },
        },
        // Made twice it is refused (409), which is as good.
        isRepeatable: true,
        schema: nothing,
      })
      if (this.#round === round) this.#show(type, 'enabled', null)
    } catch (error) {
      if (this.#round !== round) return
      if (!(error instanceof Problem)) throw error
      const status = error.fields.status
      if (status === 409) return this.#show(type, 'enabled', null)
      if (status === 400 && /session/i.test(error.message)) return onSessionGone()
      if (error.code === 'missing_scope' || status === 403) return this.#show(type, 'missing_scope', error.message)
      this.#show(type, 'failed', error.message)
      this.#retry(type, retryMs, Math.min(retryMs * 2, longestRetryMs))
    }
  }

  #retry(type: SubscriptionType, afterMs: number, nextMs: number): void {
    const cancel = this.#options.clock.after(afterMs, () => {
      this.#cancels.delete(cancel)
      void this.#subscribe(type, this.#round, nextMs).then(this.#options.onChange)
    })
    this.#cancels.add(cancel)
  }

  #show({ type }: SubscriptionType, state: SubscriptionView['state'], reason: string | null): void {
    this.#views.set(type, { type, state, reason })
  }
}
