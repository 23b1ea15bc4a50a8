import type { Person } from '@landale/protocol'
import { z } from 'zod'
import type { Outbound } from '../../outbound.ts'

const TokenReply = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
  scope: z.array(z.string()).optional(),
})

const DeviceReply = z.object({
  device_code: z.string().min(1),
  user_code: z.string().min(1),
  verification_uri: z.url(),
  expires_in: z.number().positive(),
  interval: z.number().positive(),
})

const Validation = z.object({
  client_id: z.string(),
  login: z.string().min(1),
  user_id: z.string().min(1),
  scopes: z.array(z.string()).nullable(),
  expires_in: z.number(),
})

export type Grant = { accessToken: string; refreshToken: string; expiresAt: number }
export type Device = { deviceCode: string; userCode: string; verificationUri: string; expiresAt: number; intervalMs: number }
export type Validated = { user: Pick<Person, 'id' | 'login'>; scopes: string[]; expiresAt: number }

export type IdClientOptions = { clientId: string; url: string; outbound: Outbound; now: () => number }

/**
 * Twitch's authorisation server, as a public client without a secret speaks to it. Every call rejects with OutboundError.
 * Source: dev.twitch.tv/docs/authentication (device code grant flow, refreshing, validating, revoking).
 */
export class IdClient {
  readonly #options: IdClientOptions

  constructor(options: IdClientOptions) {
    this.#options = options
  }

  async device(scopes: readonly string[]): Promise<Device> {
    const { now } = this.#options
    const reply = DeviceReply.parse(await this.#post('device', { scopes: scopes.join(' ') }, { isRepeatable: true }))
    return {
      deviceCode: reply.device_code,
      userCode: reply.user_code,
      verificationUri: reply.verification_uri,
      expiresAt: now() + reply.expires_in * 1_000,
      intervalMs: reply.interval * 1_000,
    }
  }

  /** Rejects with `authorization_pending` for its reason until the streamer has agreed. */
  async exchange(deviceCode: string, scopes: readonly string[]): Promise<Grant> {
    return this.#grant({
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: deviceCode,
      scopes: scopes.join(' '),
    })
  }

  /** A public client's refresh token is good once: the one that comes back takes its place. */
  async refresh(refreshToken: string): Promise<Grant> {
    return this.#grant({ grant_type: 'refresh_token', refresh_token: refreshToken })
  }

  async validate(accessToken: string): Promise<Validated> {
    const { outbound, url, now } = this.#options
    const { body } = await outbound.request({
      method: 'GET',
      url: `${url}/validate`,
      headers: { authorization: `OAuth ${accessToken}` },
    })
    const { user_id, login, scopes, expires_in } = Validation.parse(body)
    return { user: { id: user_id, login }, scopes: scopes ?? [], expiresAt: now() + expires_in * 1_000 }
  }

  async revoke(accessToken: string): Promise<void> {
    await this.#post('revoke', { token: accessToken }, { isRepeatable: true })
  }

  async #grant(fields: Record<string, string>): Promise<Grant> {
    const { access_token, refresh_token, expires_in } = TokenReply.parse(
      await this.#post('token', fields, { isRepeatable: false }),
    )
    return {
      accessToken: access_token,
      refreshToken: refresh_token,
      expiresAt: this.#options.now() + expires_in * 1_000,
    }
  }

  async #post(path: string, fields: Record<string, string>, { isRepeatable }: { isRepeatable: boolean }): Promise<unknown> {
    const { outbound, url, clientId } = this.#options
    const body = new URLSearchParams({ client_id: clientId, ...fields })
    return (await outbound.request({ method: 'POST', url: `${url}/${path}`, body, isRepeatable })).body
  }
}
