import { z } from 'zod'
import { defineEvent } from './define.ts'
import { examplePerson, Person } from './person.ts'

/** A message in the order it is read. Text is a viewer's: data, never markup. */
export const ChatFragment = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('emote'), text: z.string(), emote_id: z.string().min(1) }),
  z.object({ kind: z.literal('cheermote'), text: z.string(), bits: z.int().positive() }),
  z.object({ kind: z.literal('mention'), text: z.string(), user: Person }),
])
export type ChatFragment = z.infer<typeof ChatFragment>

const chat = { feeds: ['twitch', 'chat'] as const }

export const chatEvents = [
  defineEvent('chat.message.sent', {
    ...chat,
    payload: z.object({
      message_id: z.string().min(1),
      user: Person,
      text: z.string().max(2_000),
      fragments: z.array(ChatFragment).max(200).optional(),
      badges: z.array(z.string()).max(20).optional(),
      color: z
        .string()
        .regex(/^#[0-9a-fA-F]{6}$/)
        .optional(),
      bits: z.int().positive().optional(),
      reply_to: z.object({ message_id: z.string().min(1), user: Person, text: z.string() }).optional(),
    }),
    example: {
      message_id: 'cf2a9e',
      user: examplePerson,
      text: 'that crit was personal LUL',
      fragments: [
        { kind: 'text', text: 'that crit was personal ' },
        { kind: 'emote', text: 'LUL', emote_id: '425618' },
      ],
      badges: ['subscriber'],
      color: '#5F9EA0',
    },
  }),
  defineEvent('chat.message.deleted', {
    ...chat,
    payload: z.object({ message_id: z.string().min(1), user: Person }),
    example: { message_id: 'cf2a9e', user: examplePerson },
  }),
  defineEvent('chat.user.cleared', {
    ...chat,
    payload: z.object({ user: Person }),
    example: { user: examplePerson },
  }),
  defineEvent('chat.cleared', { ...chat, payload: z.object({}), example: {} }),
] as const
