import type { Highlights, Tally } from '@landale/protocol'

/** What was said, cheered and subscribed, out of tallies by hour and type. */
export function highlightsOf(tallies: readonly Tally[], chatters: number): Highlights {
  const hours = new Set<number>()
  const types = new Map<string, { events: number; amount: number }>()
  for (const { at, type = '', events, amount } of tallies) {
    if (type === 'chat.message.sent' && at !== undefined) hours.add(at)
    const sum = types.get(type) ?? { events: 0, amount: 0 }
    types.set(type, { events: sum.events + events, amount: sum.amount + amount })
  }
  return highlights(types, { chatters, minutes: hours.size * 60 })
}

/** The same out of sums by type; `minutes` is how long chat was on. */
export function highlights(
  types: ReadonlyMap<string, { events: number; amount: number }>,
  { chatters, minutes }: { chatters: number; minutes: number },
): Highlights {
  const of = (type: string) => types.get(type) ?? { events: 0, amount: 0 }
  const messages = of('chat.message.sent').events
  return {
    chat: { messages, chatters, per_minute: minutes === 0 ? 0 : Math.round((messages / minutes) * 100) / 100 },
    cheers: { cheers: of('channel.cheered').events, bits: of('channel.cheered').amount },
    subscriptions: {
      new: of('channel.subscribed').events,
      renewed: of('channel.resubscribed').events,
      gifted: of('channel.subscription.gifted').amount,
    },
    follows: of('channel.followed').events,
    raids: { raids: of('channel.raided').events, viewers: of('channel.raided').amount },
  }
}
