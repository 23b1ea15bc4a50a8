import { BroadcastTally, clearedActor, type Event, isEventOf, type TickerItem } from '@landale/protocol'
import { z } from 'zod'
import { subsOf } from '../train.ts'

/** Somebody by name, and by the actor whose words a moderator may clear. */
const Known = z.object({ actor: z.string(), name: z.string() })

/** What happened since the broadcast began, and who came last: the newest first. */
export const BroadcastState = z.object({
  started_at: z.number().nullable(),
  tally: BroadcastTally,
  followers: z.array(Known),
  subscribers: z.array(Known),
})
export type BroadcastState = z.infer<typeof BroadcastState>

const nothing: BroadcastTally = { follows: 0, subs: 0, bits: 0, raids: 0 }
export const noBroadcast: BroadcastState = { started_at: null, tally: nothing, followers: [], subscribers: [] }

/** As many as a ticker can show. */
const maxNames = 10

export function reduceBroadcast(state: BroadcastState, event: Event): BroadcastState {
  const cleared = clearedActor(event)
  if (cleared !== undefined) return withoutActor(state, cleared)
  if (event.metadata.origin !== 'live') return state
  if (isEventOf(event, 'broadcast.started'))
    return { ...state, started_at: Date.parse(event.payload.started_at ?? event.inserted_at), tally: nothing }
  if (isEventOf(event, 'broadcast.stopped')) return state.started_at === null ? state : { ...state, started_at: null }
  const { tally } = state
  const add = (more: Partial<BroadcastTally>) => ({ ...state, tally: { ...tally, ...more } })
  if (isEventOf(event, 'channel.cheered')) return add({ bits: tally.bits + event.payload.bits })
  if (isEventOf(event, 'channel.raided')) return add({ raids: tally.raids + 1 })
  if (isEventOf(event, 'channel.followed'))
    return {
      ...add({ follows: tally.follows + 1 }),
      followers: withNewest(state.followers, event.actor, event.payload.user.name),
    }
  const joins = subsOf(event)
  if (joins === undefined) return state
  const counted = add({ subs: tally.subs + joins.subs })
  return joins.name === null ? counted : { ...counted, subscribers: withNewest(state.subscribers, event.actor, joins.name) }
}

type Names = BroadcastState['followers']

function withNewest(names: Names, actor: string, name: string): Names {
  return [{ actor, name }, ...names.filter((other) => other.actor !== actor)].slice(0, maxNames)
}

function withoutActor(state: BroadcastState, actor: string): BroadcastState {
  const isAnother = (known: Names[number]) => known.actor !== actor
  if (state.followers.every(isAnother) && state.subscribers.every(isAnother)) return state
  return { ...state, followers: state.followers.filter(isAnother), subscribers: state.subscribers.filter(isAnother) }
}

/** What the ticker says of it; nothing where there is nothing to say. */
export function namesItem(kind: 'followers' | 'subscribers', state: BroadcastState): TickerItem | undefined {
  const names = state[kind].map(({ name }) => name)
  return names.length === 0 ? undefined : { kind, names }
}
