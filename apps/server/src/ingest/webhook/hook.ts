import { EventType } from '@landale/protocol'
import { z } from 'zod'
import { Pointer } from './pointer.ts'

const maxHooks = 32
const maxFields = 32

const atMost = (max: number, what: string) =>
  [(held: object) => Object.keys(held).length <= max, `at most ${max} ${what}`] as const

// As Standard Webhooks asks for, in whole groups of four letters, which is what its library reads.
const secret = z.string().refine((text) => {
  const base64 = text.match(/^whsec_((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/)?.[1] ?? ''
  const bytes = Buffer.byteLength(base64, 'base64')
  return bytes >= 24 && bytes <= 64
}, 'must be "whsec_" and 24 to 64 bytes in base64: openssl rand -base64 32')

/** Where a field's value comes from: a pointer into the body, or a value of its own. */
const FieldOf = z.union([Pointer, z.strictObject({ value: z.json() })], {
  error: 'must be a JSON Pointer, "/data/from", or {"value": …}',
})

/** One sender: how it signs, and what event its messages are. */
export const Hook = z.strictObject({
  secret,
  type: EventType,
  /** Who did it. Not given: the hook itself. */
  actor: Pointer.optional(),
  payload: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/), FieldOf).refine(...atMost(maxFields, 'fields')),
})
export type Hook = z.infer<typeof Hook>

/** The webhooks' file. */
export const Hooks = z.strictObject({
  hooks: z.record(z.string().regex(/^[a-z0-9-]{1,64}$/), Hook).refine(...atMost(maxHooks, 'hooks')),
})
