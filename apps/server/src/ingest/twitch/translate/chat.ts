import type { ChatFragment } from '@landale/protocol'
import { z } from 'zod'
import { actorOf, channelActor, personAt, type RawEvent } from './person.ts'
import type { Translators } from './translation.ts'

const maxFragments = 200
const maxBadges = 20

const Fragment = z.object({
  type: z.string(),
  text: z.string(),
  cheermote: z.object({ bits: z.int().positive() }).nullish(),
  emote: z.object({ id: z.string().min(1) }).nullish(),
  mention: z.record(z.string(), z.unknown()).nullish(),
})

const Message = z.object({
  message_id: z.string().min(1),
  message: z.object({ text: z.string(), fragments: z.array(Fragment) }),
  color: z.string(),
  badges: z.array(z.object({ set_id: z.string() })),
  cheer: z.object({ bits: z.int().positive() }).nullish(),
  reply: z.looseObject({ parent_message_id: z.string().min(1), parent_message_body: z.string() }).nullish(),
})

const Notice = z.object({
  message_id: z.string().min(1),
  notice_type: z.string().min(1),
  chatter_is_anonymous: z.boolean(),
  system_message: z.string(),
  message: z.object({ text: z.string() }),
})

const Settings = z.object({
  emote_mode: z.boolean(),
  follower_mode: z.boolean(),
  follower_mode_duration_minutes: z.int().nonnegative().nullable(),
  slow_mode: z.boolean(),
  slow_mode_wait_time_seconds: z.int().nonnegative().nullable(),
  subscriber_mode: z.boolean(),
  unique_chat_mode: z.boolean(),
})

export const chatTranslators: Translators = {
  'channel.chat.message': (event) => {
    const { message_id, message, color, badges, cheer, reply } = Message.parse(event)
    const user = personAt(event, 'chatter_user')
    return {
      type: 'chat.message.sent',
      actor: actorOf(user),
      payload: {
        message_id,
        user,
        text: message.text,
        fragments: message.fragments.slice(0, maxFragments).map(fragmentOf),
        badges: badges.slice(0, maxBadges).map(({ set_id }) => set_id),
        // Who has never chosen one has none.
        ...(/^#[0-9a-fA-F]{6}$/.test(color) ? { color } : undefined),
        ...(cheer ? { bits: cheer.bits } : undefined),
        ...(reply ? { reply_to: replyOf(reply) } : undefined),
      },
    }
  },
  'channel.chat.message_delete': (event) => {
    const { message_id } = z.object({ message_id: z.string().min(1) }).parse(event)
    return {
      type: 'chat.message.deleted',
      actor: channelActor(event),
      payload: { message_id, user: personAt(event, 'target_user') },
    }
  },
  'channel.chat.clear_user_messages': (event) => ({
    type: 'chat.user.cleared',
    actor: channelActor(event),
    payload: { user: personAt(event, 'target_user') },
  }),
  'channel.chat.clear': (event) => ({ type: 'chat.cleared', actor: channelActor(event), payload: {} }),
  'channel.chat.notification': (event) => {
    const { message_id, notice_type, chatter_is_anonymous, system_message, message } = Notice.parse(event)
    const user = chatter_is_anonymous ? null : personAt(event, 'chatter_user')
    return {
      type: 'chat.notice.sent',
      actor: user ? actorOf(user) : channelActor(event),
      payload: { message_id, notice: notice_type, user, system_text: system_message, text: message.text },
    }
  },
  'channel.chat_settings.update': (event) => {
    const settings = Settings.parse(event)
    return {
      type: 'chat.settings.changed',
      actor: channelActor(event),
      payload: {
        emotes_only: settings.emote_mode,
        subscribers_only: settings.subscriber_mode,
        unique_only: settings.unique_chat_mode,
        followers_only_minutes: settings.follower_mode ? (settings.follower_mode_duration_minutes ?? 0) : null,
        slow_mode_seconds: settings.slow_mode ? settings.slow_mode_wait_time_seconds : null,
      },
    }
  },
}

function fragmentOf({ text, cheermote, emote, mention }: z.infer<typeof Fragment>): ChatFragment {
  if (emote) return { kind: 'emote', text, emote_id: emote.id }
  if (cheermote) return { kind: 'cheermote', text, bits: cheermote.bits }
  if (mention) return { kind: 'mention', text, user: personAt(mention, 'user') }
  return { kind: 'text', text }
}

function replyOf(reply: NonNullable<z.infer<typeof Message>['reply']>) {
  const parent: RawEvent = reply
  return { message_id: reply.parent_message_id, user: personAt(parent, 'parent_user'), text: reply.parent_message_body }
}
