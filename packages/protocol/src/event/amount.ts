import type { Event } from './event.ts'

/** Where in a payload the number is that statistics add up. */
const pathOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['channel.cheered', ['bits']],
  ['channel.subscription.gifted', ['total']],
  ['channel.raided', ['viewers']],
  ['channel.shoutout.received', ['viewers']],
  ['channel.reward.redeemed', ['reward', 'cost']],
  ['charity.donated', ['amount_minor']],
])

/**
 * What an event adds to a sum of its type: bits of a cheer, subscriptions of a gift, viewers of a raid or a shoutout, points of
 * a redemption, minor units of a donation. Undefined where a type has no such number.
 */
export function amountOf({ type, payload }: Pick<Event, 'type' | 'payload'>): number | undefined {
  const path = pathOf.get(type)
  if (path === undefined) return undefined
  let value: unknown = payload
  for (const name of path)
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
  return Number.isSafeInteger(value) ? (value as number) : undefined
}
