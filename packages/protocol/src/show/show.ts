import { z } from 'zod'
import { SettingId } from './setting-id.ts'

const Label = z.string().min(1).max(80)

/**
 * When a show is on: where everything that it names holds. Words are compared without regard to case; in `title`, `*` stands for
 * anything. One that names nothing is on by hand only, or as the fallback.
 */
const ShowCondition = z.strictObject({
  /** The category is one of these, by name or by the platform's id. */
  category: z.array(z.string().min(1).max(140)).min(1).max(50).optional(),
  title: z.string().min(1).max(140).optional(),
  /** The scene on program is one of these. */
  scene: z.array(z.string().min(1).max(256)).min(1).max(50).optional(),
})

/** What stands along the foot of the screen, and what stands on it at its side. */
export const Furniture = z.enum(['ticker', 'run', 'now-playing', 'goals', 'timer'])
export type Furniture = z.infer<typeof Furniture>
export const Beside = z.enum(['train', 'timer', 'goals'])
export type Beside = z.infer<typeof Beside>

/** One thing in the ticker's round: `followers`, `goal:subs`, `text:Be kind to each other` … */
export const TickerEntry = z
  .string()
  .regex(
    /^(followers|subscribers|today|song|emotes|run|(goal|counter|timer):[a-z0-9][a-z0-9-]{0,31}|text:.{1,140})$/u,
    'is followers, subscribers, today, song, emotes, run, goal:…, counter:…, timer:… or text:…',
  )
export type TickerEntry = z.infer<typeof TickerEntry>

export const Show = z.strictObject({
  id: SettingId,
  title: Label,
  when: ShowCondition.optional(),
  /** Of each the first that has something to show. Both are the background layer's: they step back for whatever is news. */
  furniture: z.array(Furniture).max(5),
  beside: z.array(Beside).max(3),
  ticker: z.array(TickerEntry).max(20),
})
export type Show = z.infer<typeof Show>

/** Whether a title fits a pattern in which `*` stands for anything. Linear in the title: what it is told comes from outside. */
export function fitsPattern(pattern: string, title: string): boolean {
  const [head = '', ...rest] = pattern.toLowerCase().split('*')
  const text = title.toLowerCase()
  if (!text.startsWith(head)) return false
  const tail = rest.pop()
  if (tail === undefined) return text === head
  let at = head.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found === -1) return false
    at = found + part.length
  }
  return text.length - tail.length >= at && text.endsWith(tail)
}
