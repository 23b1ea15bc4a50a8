import { sleep } from '@landale/service'
import type { DeviceFlow } from './device-flow.ts'
import type { Settings } from './options.ts'
import { oauthError, type Reply } from './reply.ts'
import type { TokenPair, Tokens } from './tokens.ts'

export const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'

const pairReply = ({ accessToken, refreshToken, expiresInSeconds, scopes }: TokenPair): Reply => ({
  status: 200,
  body: {
    access_token: accessToken,
    expires_in: expiresInSeconds,
    refresh_token: refreshToken,
    scope: scopes,
    token_type: 'bearer',
  },
})

/** `/oauth2`, as https://dev.twitch.tv/docs/authentication says for a public client: no secret anywhere. */
export function createOauth({ clock, clientId, user }: Settings, tokens: Tokens, deviceFlow: DeviceFlow) {
  const counts = { refreshes: 0, concurrentRefreshes: 0, validations: 0, refreshDelayMs: 0 }
  const over = new AbortController()
  let running = 0
  let failures = { left: 0, status: 503 }

  const refresh = async (refreshToken: string): Promise<Reply> => {
    counts.refreshes += 1
    running += 1
    counts.concurrentRefreshes = Math.max(counts.concurrentRefreshes, running)
    try {
      // Used up as it comes in: a second refresh beside this one must find it gone.
      const scopes = tokens.useUp(refreshToken)
      if (counts.refreshDelayMs > 0) await sleep(clock, counts.refreshDelayMs, over.signal)
      return scopes === undefined ? oauthError(400, 'Invalid refresh token') : pairReply(tokens.issue(scopes))
    } finally {
      running -= 1
    }
  }

  const token = async (form: URLSearchParams): Promise<Reply> => {
    switch (form.get('grant_type')) {
      case deviceGrant: {
        const deviceCode = form.get('device_code')
        if (deviceCode === null) return oauthError(400, 'missing device code')
        const scopes = deviceFlow.redeem(deviceCode)
        return 'status' in scopes ? scopes : pairReply(tokens.issue(scopes))
      }
      case 'refresh_token': {
        const refreshToken = form.get('refresh_token')
        return refreshToken === null ? oauthError(400, 'missing refresh token') : refresh(refreshToken)
      }
      default:
        return oauthError(400, 'invalid grant type')
    }
  }

  const validate = (authorization: string): Reply => {
    counts.validations += 1
    const found = tokens.find(authorization.replace(/^(OAuth|Bearer) /, ''))
    if (found === undefined) return oauthError(401, 'invalid access token')
    const expiresIn = Math.floor((found.expiresAt - clock.now()) / 1000)
    const body = { client_id: clientId, login: user.login, scopes: found.scopes, user_id: user.id, expires_in: expiresIn }
    return { status: 200, body }
  }

  const fromKnownClient = (form: URLSearchParams, reply: () => Reply | Promise<Reply>) => {
    const given = form.get('client_id')
    if (given === null) return oauthError(400, 'missing client id')
    return given === clientId ? reply() : oauthError(400, 'invalid client')
  }

  return {
    counts,
    /** The next `count` calls answer with `status`, as when Twitch has a bad hour. */
    failSignIn(count: number, status = 503) {
      failures = { left: count, status }
    },
    stop: () => over.abort(),
    async handle(request: Request, path: string): Promise<Reply> {
      // Parameters come in the body, as a form; Twitch also takes them in the query.
      const form = new URLSearchParams(request.method === 'POST' ? await request.text() : '')
      for (const [key, value] of new URL(request.url).searchParams) if (!form.has(key)) form.set(key, value)
      if (failures.left > 0) {
        failures.left -= 1
        return oauthError(failures.status, '')
      }
      switch (`${request.method} ${path}`) {
        case 'POST /device':
          return fromKnownClient(form, () => deviceFlow.begin((form.get('scopes') ?? '').split(' ').filter(Boolean)))
        case 'POST /token':
          return fromKnownClient(form, () => token(form))
        case 'GET /validate':
          return validate(request.headers.get('authorization') ?? '')
        case 'POST /revoke':
          return fromKnownClient(form, () =>
            tokens.revoke(form.get('token') ?? '') ? { status: 200 } : oauthError(400, 'Invalid token'),
          )
        default:
          return oauthError(404, 'Not Found')
      }
    },
  }
}
