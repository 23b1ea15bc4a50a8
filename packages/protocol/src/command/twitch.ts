import { z } from 'zod'
import { Person } from '../event/person.ts'
import { defineCommand } from './define.ts'

const none = z.strictObject({})

export const Category = z.object({ id: z.string(), name: z.string(), box_art_url: z.string() })
export type Category = z.infer<typeof Category>

export const ChannelInfo = z.object({
  title: z.string(),
  category: Category.omit({ box_art_url: true }),
  language: z.string(),
  tags: z.array(z.string()),
})
export type ChannelInfo = z.infer<typeof ChannelInfo>

export const TwitchGoal = z.object({
  id: z.string(),
  kind: z.string(),
  description: z.string(),
  current: z.int(),
  target: z.int(),
})

/** What Twitch is asked and told through Helix. Bounds are Twitch's own. */
export const twitchCommands = [
  defineCommand({
    name: 'twitch.sign_in',
    kind: 'question',
    summary: 'Begin to sign in by the device code flow: open the address on any device and enter the code',
    payload: none,
    reply: z.object({
      user_code: z.string(),
      verification_uri: z.url(),
      expires_at: z.number(),
    }),
  }),
  defineCommand({
    name: 'twitch.sign_out',
    kind: 'effect',
    summary: 'Revoke and forget the tokens',
    payload: none,
    reply: z.object({}),
  }),
  defineCommand({
    name: 'twitch.channel',
    kind: 'question',
    summary: 'Title, category, language and tags as they are',
    payload: none,
    reply: ChannelInfo,
  }),
  defineCommand({
    name: 'twitch.update_channel',
    kind: 'effect',
    summary: 'Change title, category, language or tags',
    payload: z
      .strictObject({
        title: z.string().min(1).max(140).optional(),
        category_id: z
          .string()
          .regex(/^\d{0,20}$/)
          .optional(),
        language: z.string().min(2).max(8).optional(),
        tags: z
          .array(z.string().regex(/^[\p{L}\p{N}]{1,25}$/u, 'may hold letters and digits only, up to 25'))
          .max(10)
          .optional(),
      })
      .refine((change) => Object.values(change).some((value) => value !== undefined), 'says nothing to change'),
    reply: z.object({}),
  }),
  defineCommand({
    name: 'twitch.search_categories',
    kind: 'question',
    summary: 'Categories whose name has these words, the best first, 20 at the most',
    payload: z.strictObject({ query: z.string().min(1).max(100) }),
    reply: z.object({ categories: z.array(Category) }),
  }),
  defineCommand({
    name: 'twitch.goals',
    kind: 'question',
    summary: 'The creator goals that are on',
    payload: none,
    reply: z.object({ goals: z.array(TwitchGoal) }),
  }),
  defineCommand({
    name: 'twitch.shoutout',
    kind: 'effect',
    summary: 'Send viewers to another channel',
    payload: z.strictObject({ login: z.string().regex(/^[a-zA-Z0-9_]{1,25}$/, 'must be a login') }),
    reply: z.object({ user: Person }),
  }),
  defineCommand({
    name: 'twitch.announce',
    kind: 'effect',
    summary: 'Write a highlighted message into chat',
    payload: z.strictObject({
      message: z.string().min(1).max(500),
      color: z.enum(['blue', 'green', 'orange', 'purple', 'primary']).optional(),
    }),
    reply: z.object({}),
  }),
  defineCommand({
    name: 'twitch.create_clip',
    kind: 'effect',
    summary: 'Clip the last moments of the broadcast',
    payload: none,
    reply: z.object({ clip_id: z.string(), edit_url: z.url() }),
  }),
] as const
