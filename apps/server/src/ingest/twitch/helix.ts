import { z } from 'zod'
import { Problem } from '@/http/problem.ts'
import { type Outbound, OutboundError, type OutboundRequest } from '../outbound.ts'
import type { Auth } from './auth/auth.ts'

export type HelixRequest<Schema extends z.ZodType> = {
  method: OutboundRequest['method']
  path: string
  query?: Record<string, string>
  body?: Record<string, unknown>
  /** Doing it twice is as good as once. */
  isRepeatable?: boolean
  schema: Schema
}

export type HelixOptions = { url: string; clientId: string; auth: Auth; outbound: Outbound }

/** Where an answer holds nothing that is asked for. */
export const nothing = z.unknown()

/**
 * Twitch's API as the signed-in streamer. A token that Twitch refuses is refreshed, once a call. Rejects with a Problem:
 * `not_signed_in`, `missing_scope`, `twitch_refused` with Twitch's own words, `twitch_unavailable`.
 */
export class Helix {
  readonly #options: HelixOptions

  constructor(options: HelixOptions) {
    this.#options = options
  }

  async request<Schema extends z.ZodType>({ schema, ...request }: HelixRequest<Schema>): Promise<z.infer<Schema>> {
    const body = await this.#authorised(request)
    const parsed = schema.safeParse(body)
    if (parsed.success) return parsed.data
    const [issue] = parsed.error.issues
    throw new Problem('twitch_unavailable', `Twitch answered another shape than is documented: ${issue?.path.join('.') ?? ''}`)
  }

  /** With a token that is not kept yet: who is it? */
  async asHolder<Schema extends z.ZodType>(token: string, path: string, schema: Schema): Promise<z.infer<Schema>> {
    return schema.parse(await this.#send({ method: 'GET', path }, token))
  }

  async #authorised(request: Omit<HelixRequest<z.ZodType>, 'schema'>): Promise<unknown> {
    const { auth } = this.#options
    try {
      const token = await auth.token()
      try {
        return await this.#send(request, token)
      } catch (error) {
        if (!isTokenRefused(error)) throw error
        await auth.refused(token)
        return await this.#send(request, await auth.token())
      }
    } catch (error) {
      throw toProblem(error)
    }
  }

  async #send(
    { method, path, query, body, isRepeatable }: Omit<HelixRequest<z.ZodType>, 'schema'>,
    token: string,
  ): Promise<unknown> {
    const { url, clientId, outbound } = this.#options
    const asked = query === undefined ? '' : `?${new URLSearchParams(query)}`
    const response = await outbound.request({
      method,
      url: `${url}/${path}${asked}`,
      headers: {
        authorization: `Bearer ${token}`,
        'client-id': clientId,
        ...(body === undefined ? undefined : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? undefined : { body: JSON.stringify(body) }),
      ...(isRepeatable === undefined ? undefined : { isRepeatable }),
    })
    return response.body
  }
}

/** A 401 that names a scope is about what the token may do, not about the token. */
function isTokenRefused(error: unknown): boolean {
  return error instanceof OutboundError && error.status === 401 && !/scope/i.test(error.reason ?? '')
}

function toProblem(error: unknown): unknown {
  if (!(error instanceof OutboundError)) return error
  if (error.status === 0 || error.retryable) return new Problem('twitch_unavailable', error.message)
  if ((error.status === 401 || error.status === 403) && /scope/i.test(error.reason ?? ''))
    return new Problem('missing_scope', `Twitch has not granted this: ${error.reason ?? ''}; sign in again`)
  if (error.status === 401) return new Problem('not_signed_in', 'Twitch does not accept the sign-in any more')
  return new Problem('twitch_refused', error.message, { status: error.status })
}

/** `Ratelimit-Reset`: seconds since the epoch at which the bucket is full again (dev.twitch.tv/docs/api/guide). */
export function rateLimitReset(now: () => number): (headers: Headers) => number | undefined {
  return (headers) => {
    const seconds = Number(headers.get('ratelimit-reset'))
    return headers.has('ratelimit-reset') && Number.isFinite(seconds) ? Math.max(0, seconds * 1_000 - now()) : undefined
  }
}
