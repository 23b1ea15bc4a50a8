import type { HypeTrain, SubTrain, TrainState } from '@landale/protocol'

/** The train that a page shows: Twitch's own goes before the subs', for it takes them in. */
export type TrainOn = ({ kind: 'hype' } & HypeTrain) | ({ kind: 'sub' } & SubTrain)

/** By the server's time: a page that is cut off lets go of a train whose time is up. */
export function trainOn({ sub, hype }: TrainState, now: number): TrainOn | undefined {
  if (hype !== null && hype.expires_at > now) return { kind: 'hype', ...hype }
  if (sub !== null && sub.expires_at > now) return { kind: 'sub', ...sub }
  return undefined
}

/** What of its time is left, from 0 to 1. */
export function shareLeft(train: TrainOn, now: number): number {
  const whole = train.kind === 'sub' ? train.window_ms : hypeWindowMs
  return Math.max(0, Math.min(1, (train.expires_at - now) / whole))
}

/** Twitch gives each level five minutes. */
const hypeWindowMs = 300_000
