import { type Event, Goal, type GoalCount, type GoalSetting, isEventOf } from '@landale/protocol'
import { z } from 'zod'
import { subsOf } from '../train.ts'

/** Where a goal of the streamer's own stands, and what was changed of it by hand. */
const GoalStand = z.object({
  current: z.int().nonnegative(),
  label: z.string().optional(),
  target: z.int().positive().optional(),
  reached_at: z.number().nullable(),
})
type GoalStand = z.infer<typeof GoalStand>

export const GoalStands = z.object({
  own: z.record(z.string(), GoalStand),
  /** Those that Twitch counts. */
  twitch: z.array(Goal),
})
export type GoalStands = z.infer<typeof GoalStands>

export const noGoals: GoalStands = { own: {}, twitch: [] }

/** Twitch lets a channel have one of a kind. */
const maxTwitchGoals = 10

const atNothing: GoalStand = { current: 0, reached_at: null }

export function reduceGoals(goals: GoalStands, event: Event, settings: readonly GoalSetting[]): GoalStands {
  // What is tried or shown again has happened to nobody.
  if (event.metadata.origin !== 'live') return goals
  const now = Date.parse(event.inserted_at)
  if (isEventOf(event, 'broadcast.started')) {
    const anew = settings.filter(({ id, since }) => since === 'broadcast' && goals.own[id] !== undefined)
    return anew.reduce((state, { id }) => withOwn(state, id, { ...state.own[id], ...atNothing }), goals)
  }
  if (isEventOf(event, 'goal.changed')) {
    const { goal, add, ...change } = event.payload
    const setting = settings.find(({ id }) => id === goal)
    if (setting === undefined) return goals
    const further = add === undefined ? change.current : Math.max(0, (goals.own[goal] ?? atNothing).current + add)
    return withOwn(goals, goal, stand(goals, setting, { ...change, current: further }, now))
  }
  if (isEventOf(event, 'goal.started') || isEventOf(event, 'goal.progressed')) {
    const { goal_id, kind, description, current, target } = event.payload
    const id = `twitch:${goal_id}`
    const before = goals.twitch.find((goal) => goal.id === id)
    const reached_at = current < target ? null : (before?.reached_at ?? now)
    const goal = { id, label: description === '' ? `${kind} goal` : description, current, target, reached_at }
    return { ...goals, twitch: [...goals.twitch.filter((other) => other !== before), goal].slice(-maxTwitchGoals) }
  }
  if (isEventOf(event, 'goal.ended')) {
    const id = `twitch:${event.payload.goal_id}`
    return { ...goals, twitch: goals.twitch.filter((goal) => goal.id !== id) }
  }
  return settings.reduce((state, setting) => {
    const counted = countOf(event, setting.counts)
    if (counted === 0) return state
    const current = (state.own[setting.id] ?? atNothing).current + counted
    return withOwn(state, setting.id, stand(state, setting, { current }, now))
  }, goals)
}

type Change = { [Field in keyof GoalStand]?: GoalStand[Field] | undefined }

function stand(goals: GoalStands, setting: GoalSetting, change: Change, now: number): GoalStand {
  const before = goals.own[setting.id] ?? atNothing
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const after: GoalStand = { ...before, ...given }
  const isReached = after.current >= (after.target ?? setting.target)
  return { ...after, reached_at: isReached ? (before.reached_at ?? now) : null }
}

function withOwn(goals: GoalStands, id: string, own: GoalStand): GoalStands {
  return { ...goals, own: { ...goals.own, [id]: own } }
}

function countOf(event: Event, counts: GoalCount): number {
  switch (counts) {
    case 'follows':
      return isEventOf(event, 'channel.followed') ? 1 : 0
    case 'subs':
      return subsOf(event)?.subs ?? 0
    case 'bits':
      return isEventOf(event, 'channel.cheered') ? event.payload.bits : 0
    case 'raids':
      return isEventOf(event, 'channel.raided') ? 1 : 0
    case 'hand':
      return 0
    default:
      return counts satisfies never
  }
}

/** The goals as they are shown: the streamer's own in the order of the configuration, then Twitch's. */
export function goalsOf({ own, twitch }: GoalStands, settings: readonly GoalSetting[]): Goal[] {
  const shown = settings.map(({ id, label, target }) => {
    const { current, reached_at, ...changed } = own[id] ?? atNothing
    return { id, label: changed.label ?? label, current, target: changed.target ?? target, reached_at }
  })
  return [...shown, ...twitch]
}
