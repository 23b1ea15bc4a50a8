import { remember, trim } from './bounded.ts'
import type { Settings } from './options.ts'

/** Of each kind: what was issued, and what is still good. */
const issuedLimit = 10_000
const refreshLifetimeMs = 30 * 24 * 3_600_000

export type TokenPair = { accessToken: string; refreshToken: string; expiresInSeconds: number; scopes: readonly string[] }
export type AccessToken = { token: string; scopes: readonly string[]; expiresAt: number }
/** Every secret that was handed out, oldest first. */
export type Issued = {
  readonly accessTokens: readonly string[]
  readonly refreshTokens: readonly string[]
  readonly deviceCodes: readonly string[]
  readonly userCodes: readonly string[]
}

export type Tokens = ReturnType<typeof createTokens>

/** What the streamer's consent has brought forth: access tokens that run out, refresh tokens that are good once. */
export function createTokens({ clock, secrets, tokenLifetimeSeconds }: Settings) {
  const issued = {
    accessTokens: [] as string[],
    refreshTokens: [] as string[],
    deviceCodes: [] as string[],
    userCodes: [] as string[],
  }
  const access = new Map<string, AccessToken>()
  const refresh = new Map<string, { scopes: readonly string[]; expiresAt: number }>()

  const make = (kind: keyof typeof issued, body: string): string => {
    const secret = `${secrets}${body}`
    remember(issued[kind], issuedLimit, secret)
    return secret
  }
  const random = () => crypto.randomUUID().replaceAll('-', '').slice(0, 30)
  const forgetExpired = () => {
    for (const [token, { expiresAt }] of access) if (expiresAt <= clock.now()) access.delete(token)
  }

  return {
    issued: issued as Issued,
    deviceCode: () => make('deviceCodes', random()),
    userCode: () => make('userCodes', random().slice(0, 8).toUpperCase()),
    issue(scopes: readonly string[]): TokenPair {
      forgetExpired()
      const accessToken = make('accessTokens', random())
      const refreshToken = make('refreshTokens', `${random()}${random().slice(0, 20)}`)
      access.set(accessToken, { token: accessToken, scopes, expiresAt: clock.now() + tokenLifetimeSeconds * 1000 })
      refresh.set(refreshToken, { scopes, expiresAt: clock.now() + refreshLifetimeMs })
      trim(access, issuedLimit)
      trim(refresh, issuedLimit)
      return { accessToken, refreshToken, expiresInSeconds: tokenLifetimeSeconds, scopes }
    },
    find(token: string): AccessToken | undefined {
      const found = access.get(token)
      return found !== undefined && found.expiresAt > clock.now() ? found : undefined
    },
    /** Takes a refresh token out of use; its scopes, where it was still good. */
    useUp(refreshToken: string): readonly string[] | undefined {
      const found = refresh.get(refreshToken)
      refresh.delete(refreshToken)
      return found !== undefined && found.expiresAt > clock.now() ? found.scopes : undefined
    },
    revoke: (token: string): boolean => access.delete(token),
    expireTokens: () => access.clear(),
    revokeTokens() {
      access.clear()
      refresh.clear()
    },
  }
}
