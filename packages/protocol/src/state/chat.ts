import { z } from 'zod'
import { ChatFragment } from '../event/chat.ts'
import { Origin } from '../event/event.ts'

/** A message as it is read. `at` is ms since the epoch. Text is a viewer's: data, never markup; links stay text. */
export const ChatLine = z.object({
  /** The event's id, unique and in order. */
  id: z.string(),
  message_id: z.string(),
  /** Who wrote it, `twitch:12826`, and what they are called. */
  actor: z.string(),
  name: z.string(),
  color: z.string().nullable(),
  badges: z.array(z.string()),
  fragments: z.array(ChatFragment),
  bits: z.int().nullable(),
  reply_to: z.object({ message_id: z.string(), name: z.string(), text: z.string() }).nullable(),
  at: z.number(),
  origin: Origin,
})
export type ChatLine = z.infer<typeof ChatLine>

/** The last messages, oldest first; what a moderator took back is not among them. */
export const ChatState = z.object({ lines: z.array(ChatLine) })
export type ChatState = z.infer<typeof ChatState>
