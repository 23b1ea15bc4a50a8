import type { Schedule } from './scenarios.ts'
import { type Beat, stories } from './stories.ts'
import type { World } from './world.ts'

/** Far above what a scenario plans; a bound all the same. */
const maxWaiting = 10_000

type Waiting = Beat & { dueMs: number }

/** Which story's event is due. Those of one story keep their order. */
export function createPlan(options: { world: World; schedules: readonly Schedule[]; stretch: number; endMs: number }) {
  const { world, schedules, stretch, endMs } = options
  const waiting: Waiting[] = []
  const upcoming = schedules.map(({ story, firstMs, everyMs }) => ({ story, nextMs: firstMs, everyMs: everyMs * stretch }))

  function begin(untilMs: number): void {
    for (const schedule of upcoming) {
      while (schedule.nextMs <= untilMs && schedule.nextMs < endMs && waiting.length < maxWaiting) {
        for (const beat of stories[schedule.story](world)) waiting.push({ ...beat, dueMs: schedule.nextMs + beat.afterMs })
        schedule.nextMs += Math.round(schedule.everyMs * (0.5 + world.random.next()))
      }
    }
    waiting.sort((a, b) => a.dueMs - b.dueMs)
  }

  return {
    /** The event that has waited longest, if one is due. */
    next(atMs: number): Beat | undefined {
      begin(atMs)
      return (waiting[0]?.dueMs ?? Number.POSITIVE_INFINITY) <= atMs ? waiting.shift() : undefined
    },
  }
}
