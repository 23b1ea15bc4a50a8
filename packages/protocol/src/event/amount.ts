import type { Event } from './event.ts'

/** Which field of a payload is the number that statistics add up, and what it is of. */
const fieldOf: ReadonlyMap<string, string> = new Map([
  ['channel.cheered', 'bits'],
  ['channel.subscription.gifted', 'total'],
  ['channel.raided', 'viewers'],
  ['channel.shoutout.received', 'viewers'],
  ['channel.reward.redeemed', 'cost'],
  ['charity.donated', 'amount_minor'],
])

/**
 * What an event adds to a sum of its type: bits of a cheer, subscriptions of a gift, viewers of a raid or a shoutout, points of
 * a redemption, minor units of a donation. Undefined where a type has no such number.
 */
export function amountOf({ type, payload }: Pick<Event, 'type' | 'payload'>): number | undefined {
  const field = fieldOf.get(type)
  const value = field === undefined ? undefined : payload[field]
  return Number.isSafeInteger(value) ? (value as number) : undefined
}
