import { z } from 'zod'
import { SettingId } from '../show/setting-id.ts'
import { defineCommand } from './define.ts'

const none = z.strictObject({})
const timer = z.strictObject({ timer: SettingId })
/** A hundred days, which no timer outlasts at one press. */
const longestMs = 8_640_000_000

function set<const Name extends `${'show' | 'counter' | 'goal' | 'timer'}.${string}`, Payload extends z.ZodObject>(
  name: Name,
  summary: string,
  payload: Payload,
) {
  return defineCommand({ name, kind: 'event', summary, payload, reply: z.object({}) })
}

/** How the streamer chooses the show, and counts by hand. */
export const showCommands = [
  set('show.pin', 'Keep a show on, whatever is played', z.strictObject({ show: SettingId })),
  set('show.unpin', 'Let the category, the title and the scene choose the show again', none),
  set(
    'counter.set',
    'Set a counter to a value, or change it by so many',
    z
      .strictObject({ counter: SettingId, value: z.int().optional(), add: z.int().optional() })
      .refine(({ value, add }) => (value === undefined) !== (add === undefined), 'takes value or add'),
  ),
  set(
    'goal.set',
    'Change what a goal is called, where it stands, or what it is for',
    z
      .strictObject({
        goal: SettingId,
        label: z.string().min(1).max(80).optional(),
        current: z.int().min(0).max(1_000_000_000).optional(),
        add: z.int().min(-1_000_000_000).max(1_000_000_000).optional(),
        target: z.int().min(1).max(1_000_000_000).optional(),
      })
      .refine(({ current, add }) => current === undefined || add === undefined, 'takes current or add')
      .refine(({ goal: _, ...change }) => Object.values(change).some((value) => value !== undefined), 'says nothing to change'),
  ),
  set(
    'timer.start',
    'Begin a timer, or go on after a pause',
    timer.extend({ duration_ms: z.int().min(1_000).max(longestMs).optional() }),
  ),
  set('timer.pause', 'Stop a timer where it is', timer),
  set(
    'timer.add',
    'Add to what a timer has left, or take from it',
    timer.extend({ add_ms: z.int().min(-longestMs).max(longestMs) }),
  ),
  set('timer.stop', 'End a timer', timer),
] as const
