import { z } from 'zod'
import { Game } from '../event/run.ts'

/** The IronMON run as the overlay shows it. Times are milliseconds since the epoch. */
export const RunState = z.object({
  current: z
    .object({
      id: z.string(),
      /** The plugin's counter; it may go back. */
      number: z.int().nonnegative().nullable(),
      game: Game.nullable(),
      started_at: z.number(),
      /** Names, in the order they were cleared. */
      cleared: z.array(z.string()),
    })
    .nullable(),
  /** Runs seen so far. */
  attempts: z.int().nonnegative(),
  /** All 24, in order. `clear_rate` is clears / attempts, 0 where there was no attempt. */
  checkpoints: z.array(z.object({ name: z.string(), clears: z.int().nonnegative(), clear_rate: z.number().min(0).max(1) })),
  last_cleared: z
    .object({ name: z.string(), run_id: z.string(), number: z.int().nonnegative().nullable(), at: z.number() })
    .nullable(),
  /** The run that came farthest: how many checkpoints it cleared. */
  best: z.object({ run_id: z.string(), number: z.int().nonnegative().nullable(), cleared: z.int().nonnegative() }).nullable(),
})
export type RunState = z.infer<typeof RunState>
