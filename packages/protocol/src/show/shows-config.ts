import { z } from 'zod'
import { CueRule } from './cue-rule.ts'
import { SettingId } from './setting-id.ts'
import { Show } from './show.ts'
import { CounterSetting, GoalSetting, TimerSetting } from './tally.ts'

const TrainSetting = z.strictObject({
  /** How long it waits for the next sub. */
  window_ms: z.int().min(10_000).max(3_600_000),
  /** From how many subs on it is shown. */
  from: z.int().min(1).max(1_000),
})

/** `config/shows.jsonc`: what is on when, what becomes a cue and how, and what is counted. */
export const ShowsConfig = z
  .strictObject({
    $schema: z.string().optional(),
    shows: z.array(Show).min(1).max(50),
    /** The show that is on where no other fits. */
    fallback: SettingId,
    cues: z.array(CueRule).max(200),
    ticker: z.strictObject({ every_ms: z.int().min(3_000).max(600_000) }),
    train: TrainSetting,
    goals: z.array(GoalSetting).max(20),
    counters: z.array(CounterSetting).max(20),
    timers: z.array(TimerSetting).max(10),
  })
  .check(({ value, issues }) => {
    const refuse = (path: (string | number)[], message: string) => issues.push({ code: 'custom', input: value, path, message })
    const ids = { show: new Set<string>(), goal: new Set<string>(), counter: new Set<string>(), timer: new Set<string>() }
    const lists = { show: 'shows', goal: 'goals', counter: 'counters', timer: 'timers' } as const
    for (const kind of ['show', 'goal', 'counter', 'timer'] as const)
      for (const [index, { id }] of value[lists[kind]].entries()) {
        if (ids[kind].has(id)) refuse([lists[kind], index, 'id'], `there is a ${kind} ${id} already`)
        ids[kind].add(id)
      }
    if (!ids.show.has(value.fallback)) refuse(['fallback'], `there is no show ${value.fallback}`)
    for (const [index, { shows = [] }] of value.cues.entries())
      for (const id of shows) if (!ids.show.has(id)) refuse(['cues', index, 'shows'], `there is no show ${id}`)
    for (const [index, { ticker }] of value.shows.entries())
      for (const [at, entry] of ticker.entries()) {
        const [kind, id = ''] = entry.split(':', 2)
        if (kind !== 'goal' && kind !== 'counter' && kind !== 'timer') continue
        if (!ids[kind].has(id)) refuse(['shows', index, 'ticker', at], `there is no ${kind} ${id}`)
      }
  })
export type ShowsConfig = z.infer<typeof ShowsConfig>
