import type { TwitchState } from '@landale/protocol'

/** Something that is not heard of, and what stays silent for it. */
export type Gap = { name: string; types: readonly string[] }

export type Subscribed = {
  enabled: number
  all: number
  /** By the reason that is given, those of one reason together. What a missing scope explains is not among them. */
  gaps: readonly Gap[]
}

/** How many subscriptions stand, and why others do not. Those that are being made need no reason. */
export function subscribedTo({ subscriptions, missing_scopes }: TwitchState): Subscribed {
  const explained = new Set(missing_scopes.flatMap(({ types }) => types))
  const gaps = new Map<string, string[]>()
  for (const { type, state, reason } of subscriptions) {
    if (state === 'enabled' || state === 'pending') continue
    if (state === 'missing_scope' && explained.has(type)) continue
    const name = reason ?? state
    gaps.set(name, [...(gaps.get(name) ?? []), type])
  }
  return {
    enabled: subscriptions.filter(({ state }) => state === 'enabled').length,
    all: subscriptions.length,
    gaps: [...gaps].map(([name, types]) => ({ name, types })),
  }
}
