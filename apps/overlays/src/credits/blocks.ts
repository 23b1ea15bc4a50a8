import type { CreditsState } from '@landale/protocol'
import { count, duration } from '@/shared/words.ts'
import { words } from './words.ts'

export const groupNames = ['raiders', 'gifters', 'subscribers', 'cheerers', 'followers', 'chatters'] as const
export type GroupName = (typeof groupNames)[number]

/** Somebody, by the name that moderators may take back. */
export type Person = { readonly name: string; readonly amount: string }

/** What rolls by in one piece. */
export type Block =
  | { readonly kind: 'title'; readonly title: string; readonly onAir: string }
  | { readonly kind: 'group'; readonly group: GroupName; readonly label: string; readonly people: readonly Person[] }
  | { readonly kind: 'counts'; readonly counts: readonly { readonly figure: string; readonly of: string }[] }
  | { readonly kind: 'last'; readonly text: string }

/** A block is no longer than this, so that what is off the screen need not be drawn; the rest of a group is a block of its own. */
export const longestBlock = 6

/**
 * The credits in the order in which they are read: the title, the groups that have anybody in them, what there was in numbers, and the
 * line that stays. Of all groups together at most `people` are named, those first who come first. None where there is nothing to say.
 */
export function blocksOf(state: CreditsState, people: number, now: number): readonly Block[] {
  const groups = groupBlocks(state, people)
  const counts = countsOf(state)
  if (state.title === null && groups.length === 0 && counts.length === 0) return []
  const onAirMs = state.started_at === null ? undefined : (state.ended_at ?? now) - state.started_at
  const onAir = onAirMs === undefined ? '' : duration(Math.max(0, onAirMs))
  return [
    { kind: 'title', title: state.title ?? '', onAir },
    ...groups,
    ...(counts.length === 0 ? [] : [{ kind: 'counts' as const, counts }]),
    { kind: 'last', text: words.last },
  ]
}

/** The names of every group that a state knows: what is not among them any more was taken back. */
export function namesIn(state: CreditsState): Readonly<Record<GroupName, ReadonlySet<string>>> {
  const names = (group: GroupName) => new Set(state[group].map((one) => (typeof one === 'string' ? one : one.name)))
  return {
    raiders: names('raiders'),
    gifters: names('gifters'),
    subscribers: names('subscribers'),
    cheerers: names('cheerers'),
    followers: names('followers'),
    chatters: names('chatters'),
  }
}

function groupBlocks(state: CreditsState, people: number): readonly Block[] {
  let left = people
  return groupNames.flatMap((group): Block[] => {
    const named = state[group].slice(0, left).map((one) => personOf(group, one))
    left -= named.length
    const parts = Math.ceil(named.length / longestBlock)
    return Array.from({ length: parts }, (_, part) => ({
      kind: 'group',
      group,
      label: part === 0 ? words.groups[group].label : '',
      people: named.slice(part * longestBlock, (part + 1) * longestBlock),
    }))
  })
}

function personOf(group: GroupName, one: string | { name: string; amount: number }): Person {
  if (typeof one === 'string') return { name: one, amount: '' }
  const unit = words.groups[group]
  return { name: one.name, amount: 'one' in unit ? `${count(one.amount)} ${one.amount === 1 ? unit.one : unit.many}` : '' }
}

/** What there was none of is not said. */
function countsOf({ counts }: CreditsState) {
  const kinds = ['raids', 'subs', 'bits', 'follows', 'chatters', 'messages'] as const
  return kinds.flatMap((kind) => {
    const amount = counts[kind]
    return amount === 0 ? [] : [{ figure: count(amount), of: amount === 1 ? words.counts[kind].one : words.counts[kind].many }]
  })
}
