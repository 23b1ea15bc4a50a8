import type { Clock } from '@landale/service'

/** A person, as Twitch names them. */
export type TwitchUser = { id: string; login: string; display_name: string }

export type FakeTwitchOptions = {
  /** What tokens expire by, and keepalives and time limits run by; the system's where it is left out. */
  clock?: Clock
  clientId?: string
  /** What a connection gets that asks for no keepalive of its own. */
  keepaliveSeconds?: number
  tokenLifetimeSeconds?: number
  /** How often a device may ask whether it was agreed to; Twitch's own is 5. */
  pollIntervalSeconds?: number
  /** What the streamer consents to; all that is asked for where it is left out. */
  scopes?: readonly string[]
  /** The streamer. */
  user?: TwitchUser
  /** Begins every token and code, so that a test finds one where it must not be. */
  secrets?: string
}

export type Settings = Required<Omit<FakeTwitchOptions, 'scopes'>> & { scopes: readonly string[] | undefined }

export const streamer: TwitchUser = { id: '1337', login: 'cool_streamer', display_name: 'Cool_Streamer' }
