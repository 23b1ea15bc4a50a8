import { CreditsState, clearedActor, type Event, isEventOf } from '@landale/protocol'
import { z } from 'zod'
import { subsOf } from '../train.ts'

const Credit = z.object({ actor: z.string(), name: z.string(), amount: z.int().nonnegative() })
type Credit = z.infer<typeof Credit>

const listNames = ['raiders', 'gifters', 'subscribers', 'cheerers', 'followers', 'chatters'] as const
type ListName = (typeof listNames)[number]

/** Who did what in the broadcast that is on, or in the last. */
export const Credits = z.object({
  title: z.string().nullable(),
  started_at: z.number().nullable(),
  ended_at: z.number().nullable(),
  lists: z.record(z.enum(listNames), z.array(Credit)),
  counts: CreditsState.shape.counts.omit({ chatters: true }),
})
export type Credits = z.infer<typeof Credits>

export const noCredits: Credits = {
  title: null,
  started_at: null,
  ended_at: null,
  lists: { raiders: [], gifters: [], subscribers: [], cheerers: [], followers: [], chatters: [] },
  counts: { follows: 0, subs: 0, bits: 0, raids: 0, messages: 0 },
}

/** Names of a list; of those who write, whoever wrote least and longest ago gives way. */
const maxNames: Readonly<Record<ListName, number>> = {
  raiders: 100,
  gifters: 200,
  subscribers: 500,
  cheerers: 200,
  followers: 500,
  chatters: 1_000,
}
/** Of those who wrote, as many are named. */
const namedChatters = 40

/** Begins anew with each broadcast, and stands still after it. */
export function reduceCredits(credits: Credits, event: Event): Credits {
  const cleared = clearedActor(event)
  if (cleared !== undefined) return withoutActor(credits, cleared)
  if (event.metadata.origin !== 'live') return credits
  if (isEventOf(event, 'broadcast.started')) {
    const started_at = Date.parse(event.payload.started_at ?? event.inserted_at)
    return { ...noCredits, title: event.payload.title ?? credits.title, started_at }
  }
  if (isEventOf(event, 'channel.updated')) {
    return credits.title === event.payload.title ? credits : { ...credits, title: event.payload.title }
  }
  if (credits.started_at === null || credits.ended_at !== null) return credits
  if (isEventOf(event, 'broadcast.stopped')) return { ...credits, ended_at: Date.parse(event.inserted_at) }
  return credit(credits, event)
}

function credit(credits: Credits, event: Event): Credits {
  const { counts } = credits
  const add = (list: ListName, name: string | undefined, amount: number, more: Partial<Credits['counts']>): Credits => ({
    ...credits,
    counts: { ...counts, ...more },
    lists:
      name === undefined
        ? credits.lists
        : { ...credits.lists, [list]: added(credits.lists[list], list, event.actor, name, amount) },
  })
  if (isEventOf(event, 'chat.message.sent')) return add('chatters', event.payload.user.name, 1, { messages: counts.messages + 1 })
  if (isEventOf(event, 'channel.followed')) return add('followers', event.payload.user.name, 0, { follows: counts.follows + 1 })
  if (isEventOf(event, 'channel.raided'))
    return add('raiders', event.payload.user.name, event.payload.viewers, { raids: counts.raids + 1 })
  if (isEventOf(event, 'channel.cheered'))
    return add('cheerers', event.payload.user?.name, event.payload.bits, { bits: counts.bits + event.payload.bits })
  const joins = subsOf(event)
  if (joins === undefined) return credits
  const list = event.type === 'channel.subscription.gifted' ? 'gifters' : 'subscribers'
  return add(list, joins.name ?? undefined, joins.subs, { subs: counts.subs + joins.subs })
}

/** In the order in which they came; who comes again is added to. */
function added(list: readonly Credit[], of: ListName, actor: string, name: string, amount: number): Credit[] {
  const at = list.findIndex((other) => other.actor === actor)
  const before = list[at]
  if (before !== undefined) return list.with(at, { actor, name, amount: before.amount + amount })
  const room = list.length < maxNames[of] ? list : withoutLeast(list)
  return [...room, { actor, name, amount }]
}

function withoutLeast(list: readonly Credit[]): readonly Credit[] {
  const least = list.reduce((least, { amount }, index) => (amount < (list[least]?.amount ?? 0) ? index : least), 0)
  return list.toSpliced(least, 1)
}

function withoutActor(credits: Credits, actor: string): Credits {
  if (!listNames.some((name) => credits.lists[name].some((credit) => credit.actor === actor))) return credits
  const entries = listNames.map((name) => [name, credits.lists[name].filter((credit) => credit.actor !== actor)] as const)
  return { ...credits, lists: { ...credits.lists, ...Object.fromEntries(entries) } }
}

/** The credits as they roll: whoever gave most comes first, and whoever only came in the order of coming. */
export function creditsOf({ title, started_at, ended_at, lists, counts }: Credits): CreditsState {
  const names = (list: ListName) => lists[list].map(({ name }) => name)
  const ranked = (list: ListName, most = Number.POSITIVE_INFINITY) =>
    lists[list]
      .filter(({ amount }) => amount > 0)
      .toSorted((a, b) => b.amount - a.amount)
      .slice(0, most)
      .map(({ name, amount }) => ({ name, amount }))
  return {
    title,
    started_at,
    ended_at,
    raiders: ranked('raiders'),
    gifters: ranked('gifters'),
    subscribers: names('subscribers'),
    cheerers: ranked('cheerers'),
    followers: names('followers'),
    chatters: ranked('chatters', namedChatters),
    counts: { ...counts, chatters: lists.chatters.length },
  }
}
