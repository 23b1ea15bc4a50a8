import { trim } from './bounded.ts'
import type { Settings } from './options.ts'
import { oauthError, type Reply } from './reply.ts'
import type { Tokens } from './tokens.ts'

const codeLifetimeSeconds = 1800
/** Sign-ins that wait at one time; the oldest gives way. */
const pendingLimit = 100

type SignIn = {
  deviceCode: string
  userCode: string
  scopes: readonly string[]
  expiresAt: number
  state: 'waiting' | 'approved'
}

export type DeviceFlow = ReturnType<typeof createDeviceFlow>

/** Twitch's device code grant flow: a code to show, consent somewhere else, and a poll until it is given. */
export function createDeviceFlow({ clock, scopes: consented, pollIntervalSeconds }: Settings, tokens: Tokens) {
  const signIns = new Map<string, SignIn>()
  const waiting = () => [...signIns.values()].filter(({ state, expiresAt }) => state === 'waiting' && expiresAt > clock.now())

  return {
    begin(scopes: readonly string[]): Reply {
      const deviceCode = tokens.deviceCode()
      const userCode = tokens.userCode()
      const expiresAt = clock.now() + codeLifetimeSeconds * 1000
      signIns.set(deviceCode, { deviceCode, userCode, scopes, expiresAt, state: 'waiting' })
      trim(signIns, pendingLimit)
      const body = {
        device_code: deviceCode,
        expires_in: codeLifetimeSeconds,
        interval: pollIntervalSeconds,
        user_code: userCode,
        verification_uri: `https://www.twitch.tv/activate?public=true&device-code=${userCode}`,
      }
      return { status: 200, body }
    },
    /** The scopes that were consented to, once; otherwise why there are none. */
    redeem(deviceCode: string): readonly string[] | Reply {
      const signIn = signIns.get(deviceCode)
      if (signIn === undefined || signIn.expiresAt <= clock.now()) return oauthError(400, 'invalid device code')
      if (signIn.state === 'waiting') return oauthError(400, 'authorization_pending')
      signIns.delete(deviceCode)
      return consented === undefined ? signIn.scopes : signIn.scopes.filter((scope) => consented.includes(scope))
    },
    /** User codes that wait for consent, oldest first. */
    get pendingCodes(): string[] {
      return waiting().map(({ userCode }) => userCode)
    },
    approve() {
      for (const signIn of waiting()) signIn.state = 'approved'
    },
    /** The code is then worth nothing, as one that has run out. */
    deny() {
      for (const { deviceCode } of waiting()) signIns.delete(deviceCode)
    },
  }
}
