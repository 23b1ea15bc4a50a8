// How a page goes through a talk, for the tests.
import { emptyPlan, type Plan, place, rowsOn, type Utterance } from './plan.ts'

const keptByServer = 6
const rowsOf = (text: string) => text.match(/.{1,40}/gu) ?? []
export const utterance = (id: number, heard_at: number, length: number): Utterance => ({
  id: `evt_${id}`,
  text: 'x'.repeat(length),
  language: 'en',
  said_at: heard_at,
  heard_at,
})

export type Seen = { id: string; utterance: Utterance; text: string; cameAt: number; leftAt: number }

/**
 * Plays a talk to its end as a page does: it looks when it hears of something, `lagMs` after the
 * server did, and when it was told to.
 */
export function watch(talk: readonly Utterance[], visible: number, { joinsAt = 0, lagMs = 0 } = {}) {
  let plan: Plan = emptyPlan
  let [begun, now, heard] = [new Set<string>(), joinsAt, 0]
  const seen: Seen[] = []
  let most = 0
  for (;;) {
    heard = talk.filter(({ heard_at }) => heard_at + lagMs <= now).length
    plan = place(plan, talk.slice(Math.max(0, heard - keptByServer), heard), { visible, rowsOf, now })
    const { on, lookAgainAt } = rowsOn(plan, now, begun)
    const ids = new Set(on.map(({ id }) => id))
    for (const row of on) if (!begun.has(row.id)) seen.push({ ...row, cameAt: now, leftAt: Number.NaN })
    for (const row of seen) if (Number.isNaN(row.leftAt) && !ids.has(row.id)) row.leftAt = now
    most = Math.max(most, on.length)
    begun = ids
    const next = Math.min((talk[heard]?.heard_at ?? Number.POSITIVE_INFINITY) + lagMs, lookAgainAt ?? Number.POSITIVE_INFINITY)
    if (next === Number.POSITIVE_INFINITY) break
    now = next
  }
  return { seen, most }
}
