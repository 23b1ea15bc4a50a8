import { remember } from './bounded.ts'
import type { HelixRoutes } from './helix-request.ts'
import type { Settings } from './options.ts'
import { createRateLimit } from './rate-limit.ts'
import { helixError, type Reply } from './reply.ts'
import type { AccessToken, Tokens } from './tokens.ts'

const callLimit = 1000
const bodyLimitBytes = 16_384

/** A call that a client made. */
export type HelixCall = {
  readonly method: string
  /** After `/helix`. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
}

export type Helix = ReturnType<typeof createHelix>

/** `/helix`: who asks is checked first, then the rate, then what was asked for. */
export function createHelix(settings: Settings, tokens: Tokens, routes: HelixRoutes) {
  const calls: HelixCall[] = []
  const rate = createRateLimit(settings.clock)
  const over = Promise.withResolvers<void>()
  let failures = { left: 0, status: 503 }
  let hangs = 0

  const identify = (headers: Headers): AccessToken | Reply => {
    const [, token] = /^Bearer (.+)$/.exec(headers.get('authorization') ?? '') ?? []
    if (token === undefined) return helixError(401, 'OAuth token is missing')
    const found = tokens.find(token)
    if (found === undefined) return helixError(401, 'Invalid OAuth token')
    if (headers.get('client-id') === settings.clientId) return found
    return helixError(401, 'Client ID and OAuth token do not match')
  }
  const parse = (text: string): unknown => {
    if (text === '' || text.length > bodyLimitBytes) return undefined
    try {
      return JSON.parse(text)
    } catch {
      return undefined
    }
  }
  const answer = (request: Request, path: string, query: URLSearchParams, body: unknown): Reply => {
    if (failures.left > 0) {
      failures.left -= 1
      return helixError(failures.status, '')
    }
    const token = identify(request.headers)
    if ('status' in token) return token
    const { isOver, headers } = rate.take()
    const route = routes[`${request.method} ${path}`]
    if (isOver) return { ...helixError(429, 'Too Many Requests'), headers }
    return { ...(route?.({ query, body, token }) ?? helixError(404, 'Not Found')), headers }
  }

  return {
    /** The last thousand calls, oldest first. */
    calls: calls as readonly HelixCall[],
    /** The next `count` calls find the bucket empty. */
    limit: rate.limit,
    /** The next `count` calls fail. */
    fail(count: number, status = 503) {
      failures = { left: count, status }
    },
    /** The next `count` calls are never answered. */
    hang(count: number) {
      hangs = count
    },
    stop: () => over.resolve(),
    async handle(request: Request, path: string): Promise<Reply> {
      const query = new URL(request.url).searchParams
      const body = parse(await request.text())
      remember(calls, callLimit, { method: request.method, path, query: Object.fromEntries(query), body })
      if (hangs > 0) {
        hangs -= 1
        await over.promise
        return helixError(503, '')
      }
      return answer(request, path, query, body)
    },
  }
}
