import type { Person } from '@landale/protocol'
import { type Clock, errorFields, every, type Logger } from '@landale/service'
import { Problem } from '@/http/problem.ts'
import { OutboundError } from '../../outbound.ts'
import type { Device, Grant, IdClient } from './id-client.ts'
import { type TokenStore, TokenStoreError, type Tokens } from './token-store.ts'

/** A token is refreshed this long before it ends. */
const refreshAheadMs = 5 * 60_000
const firstRetryMs = 5_000
const longestRetryMs = 5 * 60_000
/** Twitch asks for it every hour. */
const validateEveryMs = 60 * 60_000

export type AuthOptions = {
  id: IdClient
  store: TokenStore
  clock: Clock
  logger: Logger
  scopes: readonly string[]
  /** What the account is called beside its login. */
  displayName: (accessToken: string, userId: string) => Promise<string>
  /** Somebody signed in or out, or a refresh is in trouble. */
  onChange: () => void
}

export type AuthFault = { kind: 'store' | 'refused' | 'away'; message: string }

/** A sign-in that waits for the streamer. */
type Pending = Device & { cancel: () => void }

/** The streamer's sign-in: begun by the device code flow, kept, refreshed before it ends, one refresh at a time. */
export class Auth {
  readonly #options: AuthOptions
  #tokens: Tokens | undefined
  #fault: AuthFault | undefined
  #pending: Pending | undefined
  #refreshing: Promise<void> | undefined
  #cancelRefresh = () => {}
  #stopValidating = () => {}
  #isStopped = false

  constructor(options: AuthOptions) {
    this.#options = options
  }

  get account(): Person | undefined {
    return this.#tokens?.user
  }

  get scopes(): readonly string[] {
    return this.#tokens?.scopes ?? []
  }

  get fault(): AuthFault | undefined {
    return this.#fault
  }

  /** Until when a sign-in waits for the streamer; its code is nobody's but the asker's. */
  get pendingUntil(): number | undefined {
    return this.#pending?.expiresAt
  }

  /** Takes up the kept sign-in, where there is one. */
  async start(): Promise<void> {
    try {
      this.#tokens = await this.#options.store.load()
    } catch (error) {
      if (!(error instanceof TokenStoreError)) throw error
      this.#fault = { kind: 'store', message: error.message }
    }
    if (this.#isStopped) return
    if (this.#tokens) this.#plan()
    this.#stopValidating = every(this.#options.clock, validateEveryMs, () => this.#validate())
    this.#options.onChange()
  }

  stop(): void {
    this.#isStopped = true
    this.#pending?.cancel()
    this.#cancelRefresh()
    this.#stopValidating()
  }

  /** A token that is good now. Rejects with a Problem where nobody is signed in, or Twitch is away. */
  async token(): Promise<string> {
    const { clock } = this.#options
    if (this.#tokens && this.#tokens.expires_at - clock.now() < refreshAheadMs / 5) await this.#refresh()
    if (this.#tokens === undefined) throw new Problem('not_signed_in', 'nobody is signed in at Twitch')
    return this.#tokens.access_token
  }

  /** Twitch has refused a token: another one is fetched, unless that has been done meanwhile. */
  async refused(token: string): Promise<void> {
    if (this.#tokens?.access_token === token) await this.#refresh()
  }

  /** The sign-in may have been taken back: it is put to the test, by a refresh. */
  async doubt(): Promise<void> {
    try {
      await this.#refresh()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
    }
  }

  /** Begins to sign in; a sign-in that was begun before and waits is over. */
  async signIn(): Promise<{ user_code: string; verification_uri: string; expires_at: number }> {
    const { id, scopes, onChange } = this.#options
    const device = await id.device(scopes)
    this.#pending?.cancel()
    this.#pending = { ...device, cancel: () => {} }
    this.#poll(this.#pending)
    onChange()
    return { user_code: device.userCode, verification_uri: device.verificationUri, expires_at: device.expiresAt }
  }

  async signOut(): Promise<void> {
    const { id, logger } = this.#options
    const tokens = this.#tokens
    this.#pending?.cancel()
    this.#pending = undefined
    this.#forget(undefined)
    if (tokens === undefined) return
    // What is not revoked here ends by itself; that it is forgotten does not wait for Twitch.
    await id.revoke(tokens.access_token).catch((error: unknown) => logger.warn(errorFields(error), 'a token was not revoked'))
  }

  #poll(pending: Pending): void {
    pending.cancel = this.#options.clock.after(pending.intervalMs, () => void this.#ask(pending))
  }

  async #ask(pending: Pending): Promise<void> {
    const { id, scopes, clock, logger, onChange } = this.#options
    try {
      const grant = await id.exchange(pending.deviceCode, scopes)
      if (this.#pending !== pending || this.#isStopped) return
      await this.#take(grant)
      this.#pending = undefined
      logger.info({}, 'signed in at Twitch')
    } catch (error) {
      if (this.#pending !== pending || this.#isStopped) return
      const isPending = error instanceof OutboundError && (error.status === 0 || error.reason === 'authorization_pending')
      if (isPending && clock.now() < pending.expiresAt) return this.#poll(pending)
      this.#pending = undefined
      this.#fault ??= this.#tokens
        ? undefined
        : { kind: 'refused', message: 'the sign-in ended before it was agreed to; begin it again' }
      if (!isPending) logger.warn(errorFields(error), 'a sign-in ended')
    }
    onChange()
  }

  /** Keeps what Twitch has granted, durably before it is used: the refresh token before it is spent. */
  async #take(grant: Grant): Promise<void> {
    const { id, store, displayName } = this.#options
    const { user, scopes } = await id.validate(grant.accessToken)
    const known = this.#tokens?.user
    const name = known?.id === user.id ? known.name : await displayName(grant.accessToken, user.id).catch(() => user.login)
    const tokens = {
      access_token: grant.accessToken,
      refresh_token: grant.refreshToken,
      expires_at: grant.expiresAt,
      scopes,
      user: { ...user, name },
    }
    await store.save(tokens)
    this.#tokens = tokens
    this.#fault = undefined
    this.#plan()
  }

  /** The next refresh, ahead of the token's end. */
  #plan(): void {
    const { clock } = this.#options
    this.#cancelRefresh()
    const inMs = Math.max(0, (this.#tokens?.expires_at ?? 0) - clock.now() - refreshAheadMs)
    this.#cancelRefresh = clock.after(inMs, () => void this.#refreshUntilDone(firstRetryMs))
  }

  async #refreshUntilDone(retryMs: number): Promise<void> {
    const { clock } = this.#options
    try {
      await this.#refresh()
    } catch {
      if (this.#isStopped || this.#tokens === undefined) return
      this.#cancelRefresh = clock.after(retryMs, () => void this.#refreshUntilDone(Math.min(retryMs * 2, longestRetryMs)))
    }
  }

  /** One at a time: who comes meanwhile waits for the one that is under way. */
  #refresh(): Promise<void> {
    this.#refreshing ??= this.#refreshNow().finally(() => {
      this.#refreshing = undefined
    })
    return this.#refreshing
  }

  async #refreshNow(): Promise<void> {
    const { id, logger } = this.#options
    const before = this.#tokens
    if (before === undefined) throw new Problem('not_signed_in', 'nobody is signed in at Twitch')
    let grant: Grant
    try {
      grant = await id.refresh(before.refresh_token)
    } catch (error) {
      const isOver = error instanceof OutboundError && error.status >= 400 && error.status < 500 && error.status !== 429
      if (isOver) {
        logger.warn({ reason: error.reason }, 'Twitch does not accept the sign-in any more')
        this.#forget({ kind: 'refused', message: 'Twitch does not accept the sign-in any more: sign in again' })
        throw new Problem('not_signed_in', 'Twitch does not accept the sign-in any more')
      }
      this.#blame({
        kind: 'away',
        message: `the sign-in was not refreshed: ${error instanceof Error ? error.message : 'no answer'}`,
      })
      throw new Problem('twitch_unavailable', 'Twitch does not answer')
    }
    // Signed out, or in as somebody else, while Twitch was asked.
    if (this.#tokens !== before) return
    await this.#keepRefreshed(before, grant)
  }

  /** The same sign-in under new tokens: it is kept before anything else is asked, for the old refresh token is spent. */
  async #keepRefreshed(before: Tokens, { accessToken, refreshToken, expiresAt }: Grant): Promise<void> {
    const tokens = { ...before, access_token: accessToken, refresh_token: refreshToken, expires_at: expiresAt }
    await this.#options.store.save(tokens)
    if (this.#tokens === undefined) this.#options.store.clear()
    if (this.#tokens !== before) return
    this.#tokens = tokens
    this.#plan()
    if (this.#fault === undefined) return
    this.#fault = undefined
    this.#options.onChange()
  }

  async #validate(): Promise<void> {
    const { id, logger } = this.#options
    const tokens = this.#tokens
    if (tokens === undefined) return
    try {
      const { scopes } = await id.validate(tokens.access_token)
      if (this.#tokens === tokens) this.#tokens = { ...tokens, scopes }
    } catch (error) {
      if (error instanceof OutboundError && error.status === 401) await this.refused(tokens.access_token).catch(() => {})
      else logger.warn(errorFields(error), 'the sign-in was not validated')
    }
  }

  #blame(fault: AuthFault): void {
    this.#fault = fault
    this.#options.onChange()
  }

  #forget(fault: AuthFault | undefined): void {
    this.#tokens = undefined
    this.#fault = fault
    this.#cancelRefresh()
    this.#options.store.clear()
    this.#options.onChange()
  }
}
