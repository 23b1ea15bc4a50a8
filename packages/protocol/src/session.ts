import { z } from 'zod'

export const SessionId = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[A-Za-z0-9._:-]+$/, 'may hold letters, digits, ".", "_", "-" and ":" only')
  .refine((id) => id !== 'current', 'is the alias of the platform’s own session')
export type SessionId = z.infer<typeof SessionId>

/** `broadcast` and `off-air` are the platform's own, one of them current at any time; `custom` ones are made through the API. */
export const SessionKind = z.enum(['broadcast', 'off-air', 'custom'])
export type SessionKind = z.infer<typeof SessionKind>

const title = z.string().max(500)
const metadata = z.record(z.string(), z.unknown())

export const NewSession = z.strictObject({ id: SessionId.optional(), title: title.optional(), metadata: metadata.optional() })
export type NewSession = z.infer<typeof NewSession>

/** An ordered durable history with its own `seq`. Times are ISO 8601. */
export const Session = z.object({
  id: z.string(),
  title: title.nullable(),
  metadata,
  kind: SessionKind,
  last_seq: z.int().nonnegative(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
})
export type Session = z.infer<typeof Session>

/** What the log says of an append: the event's place, or its first place where the same was appended before. */
export const AppendReply = z.object({
  seq: z.int().positive(),
  last_seq: z.int().positive(),
  position: z.int().positive(),
  deduped: z.boolean(),
})
export type AppendReply = z.infer<typeof AppendReply>

/** The first frame of a tail whose cursor the session has not reached: it goes on live from `next_cursor`. */
export const TailGap = z.object({
  type: z.literal('gap'),
  reason: z.enum(['cursor_ahead', 'cursor_expired']),
  from_cursor: z.int().nonnegative(),
  next_cursor: z.int().nonnegative(),
  earliest_available_cursor: z.int().nonnegative(),
})
export type TailGap = z.infer<typeof TailGap>
