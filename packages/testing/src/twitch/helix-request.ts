import type { TwitchUser } from './options.ts'
import { helixError, type Reply } from './reply.ts'
import type { AccessToken } from './tokens.ts'

export type HelixRequest = {
  readonly query: URLSearchParams
  /** What the client sent, parsed as JSON; undefined where it sent none. */
  readonly body: unknown
  readonly token: AccessToken
}
export type HelixRoute = (request: HelixRequest) => Reply
/** By `<method> <path>`. */
export type HelixRoutes = Readonly<Record<string, HelixRoute>>

export const fieldsOf = (body: unknown): Record<string, unknown> => (typeof body === 'object' && body !== null ? { ...body } : {})

/** A route that one of `scopes` opens. */
export const withScope =
  (scopes: readonly string[], route: HelixRoute): HelixRoute =>
  (request) =>
    scopes.some((scope) => request.token.scopes.includes(scope))
      ? route(request)
      : helixError(401, `Missing scope: ${scopes.join(' or ')}`)

/** A route about a channel, which `parameter` names, and which is open to its own streamer only. */
export const own =
  (user: TwitchUser, parameter: string, route: HelixRoute): HelixRoute =>
  (request) => {
    const id = request.query.get(parameter)
    if (id === null || id === '') return helixError(400, `Missing required parameter "${parameter}"`)
    if (id === user.id) return route(request)
    return helixError(401, `The ID in ${parameter} must match the user ID found in the request's OAuth token.`)
  }
