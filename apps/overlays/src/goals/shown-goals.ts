import type { Goal } from '@landale/protocol'

/** How long each of those that take turns is shown. */
export const turnMs = 20_000

/** Which goals are shown: as many as there is room for, taking turns by the server's time where there are more. */
export function shownGoals(
  goals: readonly Goal[],
  limit: number,
  now: number,
): { goals: readonly Goal[]; endsAt: number | null } {
  if (goals.length <= limit) return { goals, endsAt: null }
  const turn = Math.floor(now / turnMs)
  const pages = Math.ceil(goals.length / limit)
  const from = (turn % pages) * limit
  return { goals: goals.slice(from, from + limit), endsAt: (turn + 1) * turnMs }
}
