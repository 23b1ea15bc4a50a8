import { z } from 'zod'
import { EventType } from '../event/event.ts'
import { fieldOf } from './text.ts'

const Field = z.string().regex(/^[a-z_]+(\.[a-z_]+)*$/, 'is a field of the payload, such as bits or reward.title')

/** What a field must be: in a range `[from, to]`, both included and null for no end; or this very value; or one of these words. */
const Condition = z.union(
  [
    z.tuple([z.number().nullable(), z.number().nullable()]),
    z.array(z.string().max(128)).min(1).max(50),
    z.string().max(128),
    z.number(),
    z.boolean(),
  ],
  'is a range such as [100, 499] or [12, null], a value, or a list of words',
)
type Condition = z.infer<typeof Condition>

/** Which events are meant: those of a type whose payload fits every condition. */
export const eventMatch = { on: EventType, when: z.record(Field, Condition).optional() } as const
export type EventMatch = { on: EventType; when?: Readonly<Record<string, Condition>> | undefined }

/** Whether an event is meant. Words are compared without regard to case. */
export function matches({ on, when = {} }: EventMatch, event: { type: string; payload: Record<string, unknown> }): boolean {
  if (event.type !== on) return false
  return Object.entries(when).every(([field, condition]) => holds(condition, fieldOf(event.payload, field)))
}

function holds(condition: Condition, value: unknown): boolean {
  if (!Array.isArray(condition)) return isSame(condition, value)
  if (!isRange(condition)) return condition.some((word) => isSame(word, value))
  const [from, to] = condition
  return typeof value === 'number' && value >= (from ?? Number.NEGATIVE_INFINITY) && value <= (to ?? Number.POSITIVE_INFINITY)
}

function isRange(condition: readonly unknown[]): condition is [number | null, number | null] {
  return condition.length === 2 && condition.every((end) => end === null || typeof end === 'number')
}

function isSame(wanted: string | number | boolean, value: unknown): boolean {
  if (typeof wanted !== 'string') return wanted === value
  return typeof value === 'string' && value.toLowerCase() === wanted.toLowerCase()
}
