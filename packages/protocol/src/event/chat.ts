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
  defineEvent('chat.notice.sent', {
    ...chat,
    payload: z.object({
      message_id: z.string().min(1),
      /** The platform's word for it: `announcement`, `watch_streak`, `pay_it_forward` … */
      notice: z.string().min(1).max(64),
      user: Person.nullable(),
      /** What the platform says of it. */
      system_text: z.string().max(2_000),
      /** What the viewer says with it. */
      text: z.string().max(2_000),
    }),
    example: {
      message_id: '8e1f00',
      notice: 'announcement',
      user: examplePerson,
      system_text: '',
      text: 'Community night starts at eight!',
    },
  }),
  defineEvent('chat.settings.changed', {
    ...chat,
    payload: z.object({
      emotes_only: z.boolean(),
      subscribers_only: z.boolean(),
      unique_only: z.boolean(),
      followers_only_minutes: z.int().nonnegative().nullable(),
      slow_mode_seconds: z.int().nonnegative().nullable(),
    }),
    example: {
      emotes_only: false,
      subscribers_only: false,
      unique_only: false,
      followers_only_minutes: 10,
      slow_mode_seconds: null,
    },
  }),
] as const
