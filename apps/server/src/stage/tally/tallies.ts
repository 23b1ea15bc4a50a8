import { type Event, ShowsConfig } from '@landale/protocol'
import { z } from 'zod'
import { configAfter } from '../director.ts'
import { defaultShows } from '../show/default-shows.ts'
import { reduceCounters } from './counters.ts'
import { GoalStands, noGoals, reduceGoals } from './goals.ts'
import { reduceTimers, TimerStands } from './timers.ts'

/** What is counted for longer than a night. */
export const Tallies = z.object({
  config: ShowsConfig,
  goals: GoalStands,
  counters: z.record(z.string(), z.int()),
  timers: TimerStands,
})
export type Tallies = z.infer<typeof Tallies>

export const nothingCounted: Tallies = { config: defaultShows, goals: noGoals, counters: {}, timers: {} }

export function reduceTallies(tallies: Tallies, event: Event): Tallies {
  const config = configAfter(tallies.config, event)
  const goals = reduceGoals(tallies.goals, event, config.goals)
  const counters = reduceCounters(tallies.counters, event, config.counters)
  const timers = reduceTimers(tallies.timers, event, config.timers)
  const isSame =
    config === tallies.config && goals === tallies.goals && counters === tallies.counters && timers === tallies.timers
  return isSame ? tallies : { config, goals, counters: { ...counters }, timers }
}
