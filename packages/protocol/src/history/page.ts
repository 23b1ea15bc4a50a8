import { z } from 'zod'
import { Event } from '../event/event.ts'

/**
 * A page of the history, in the order it was asked for. `next_cursor` goes on in that order and is always there unless the page
 * is empty; `prev_cursor` goes back. `has_more` says whether there was more at the time.
 */
export const HistoryPage = z.object({
  events: z.array(Event),
  next_cursor: z.string().optional(),
  prev_cursor: z.string().optional(),
  has_more: z.boolean(),
})
export type HistoryPage = z.infer<typeof HistoryPage>
