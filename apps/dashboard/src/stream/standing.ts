import type { SourceStatus, TwitchState } from '@landale/protocol'
import { isSetUp } from '@/twitch/set-up.ts'

/** What changing the channel needs. */
export const neededScope = 'channel:manage:broadcast'

/** Whether the channel can be asked about and changed, or what is missing for it. */
export type Standing =
  | { kind: 'unknown' }
  | { kind: 'not_set_up'; reason: string }
  | { kind: 'not_signed_in' }
  | { kind: 'not_granted' }
  | { kind: 'ready' }

export function standingOf(source: Pick<SourceStatus, 'error'> | undefined, twitch: TwitchState | undefined): Standing {
  if (source === undefined || twitch === undefined) return { kind: 'unknown' }
  if (!isSetUp(source.error)) return { kind: 'not_set_up', reason: source.error ?? '' }
  if (twitch.account === null) return { kind: 'not_signed_in' }
  return twitch.scopes.includes(neededScope) ? { kind: 'ready' } : { kind: 'not_granted' }
}
