import type { TwitchState } from '@landale/protocol'

/** What the server has for the one who signs in. `expiresAt` is ms since the epoch. */
export type SignInOffer = { userCode: string; address: string; expiresAt: number }

export type Outcome = 'signed_in' | 'signed_out' | 'ended' | 'unchanged' | 'replaced'

/** How signing in stands on this page. The code is in here, and nowhere else. */
export type SignIn =
  | { kind: 'none' }
  | { kind: 'asked' }
  | { kind: 'offered'; offer: SignInOffer; before: TwitchState }
  | { kind: 'over'; outcome: Outcome; account: string | null }
  | { kind: 'failed'; command: 'sign_in' | 'sign_out'; reason: string }

/**
 * Goes on with each state of Twitch that the server sends after its answer: a sign-in is over when it is not there any more, and
 * an outcome is old once somebody else, or nobody, is signed in.
 */
export function hear(signIn: SignIn, twitch: TwitchState): SignIn {
  const account = twitch.account?.id ?? null
  if (signIn.kind === 'over') return signIn.account === account ? signIn : { kind: 'none' }
  if (signIn.kind !== 'offered') return signIn
  const { offer, before } = signIn
  if (twitch.sign_in === null) return { kind: 'over', outcome: outcome(before, twitch), account }
  return twitch.sign_in.expires_at === offer.expiresAt ? signIn : { kind: 'over', outcome: 'replaced', account }
}

/** Who was signed in before, with the same grants, may have agreed to nothing new or to nothing at all: the state does not tell. */
function outcome(before: TwitchState, after: TwitchState): Outcome {
  if (after.account === null) return 'ended'
  const isOther = after.account.id !== before.account?.id
  return isOther || after.scopes.some((scope) => !before.scopes.includes(scope)) ? 'signed_in' : 'unchanged'
}

/** The answer to `twitch.sign_in`; undefined where it is none, or its address is no page to open. */
export function parseOffer(reply: unknown): SignInOffer | undefined {
  if (typeof reply !== 'object' || reply === null) return undefined
  if (!('user_code' in reply) || !('verification_uri' in reply) || !('expires_at' in reply)) return undefined
  const { user_code, verification_uri, expires_at } = reply
  if (typeof user_code !== 'string' || typeof verification_uri !== 'string' || typeof expires_at !== 'number') return undefined
  const isPage = ['https:', 'http:'].includes(URL.parse(verification_uri)?.protocol ?? '')
  return isPage ? { userCode: user_code, address: verification_uri, expiresAt: expires_at } : undefined
}

/** An address as one types it on another device: `www.twitch.tv/activate`. */
export function typedAddress(address: string): string {
  const url = URL.parse(address)
  return url === null ? '' : `${url.host}${url.pathname}`.replace(/\/$/, '')
}
