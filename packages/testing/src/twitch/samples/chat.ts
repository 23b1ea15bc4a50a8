import { streamer } from '../options.ts'
import { as, broadcaster, cast, type Sample } from './sample.ts'

/** Chat that is shared with no other channel. */
export const unshared = {
  source_broadcaster_user_id: null,
  source_broadcaster_user_login: null,
  source_broadcaster_user_name: null,
  source_message_id: null,
  source_badges: null,
}

const plain = { cheermote: null, emote: null, mention: null }
export const text = (words: string) => ({ ...plain, type: 'text', text: words })
export const emote = (name: string) => ({
  ...plain,
  type: 'emote',
  text: name,
  emote: { id: '25', emote_set_id: '0', owner_id: '0', format: ['static', 'animated'] },
})
const cheermote = (prefix: string, bits: number) => ({
  ...plain,
  type: 'cheermote',
  text: `${prefix}${bits}`,
  cheermote: { prefix: prefix.toLowerCase(), bits, tier: 100 },
})
const mention = ({ id, login, display_name }: typeof streamer) => ({
  ...plain,
  type: 'mention',
  text: `@${display_name}`,
  mention: { user_id: id, user_login: login, user_name: display_name },
})

/** A message out of its fragments. */
export const message = (...fragments: readonly { text: string }[]) => ({
  text: fragments.map((fragment) => fragment.text).join(''),
  fragments,
})

export const badges = [
  { set_id: 'moderator', id: '1', info: '' },
  { set_id: 'subscriber', id: '12', info: '16' },
  { set_id: 'sub-gifter', id: '1', info: '' },
]

const chatMessage = {
  ...broadcaster,
  ...unshared,
  ...as('chatter_user', cast.one),
  message_id: 'cc106a89-1814-919d-454c-f4f2f970aae7',
  message: message(text('Hi chat')),
  color: '#00FF7F',
  badges,
  message_type: 'text',
  cheer: null,
  reply: null,
  channel_points_custom_reward_id: null,
  channel_points_animation_id: null,
  is_source_only: null,
}

const reply = {
  parent_message_id: '1ebd52d7-d9a6-4ef5-9d33-8e8d8e7c1b38',
  parent_message_body: 'Hi chat',
  parent_user_id: cast.two.id,
  parent_user_name: cast.two.display_name,
  parent_user_login: cast.two.login,
  thread_message_id: '1ebd52d7-d9a6-4ef5-9d33-8e8d8e7c1b38',
  thread_user_id: cast.two.id,
  thread_user_name: cast.two.display_name,
  thread_user_login: cast.two.login,
}

/** The kinds of `channel.chat.message`, by what is in them. */
export const chatMessages = {
  text: chatMessage,
  emote: { ...chatMessage, message: message(text('Well played '), emote('Kappa')) },
  cheer: { ...chatMessage, message: message(cheermote('Cheer', 100), text(' for the run')), cheer: { bits: 100 } },
  mention: { ...chatMessage, message: message(mention(streamer), text(' hello')) },
  reply: { ...chatMessage, message: message(mention(cast.two), text(' hello to you')), reply },
  /** Of everything something. */
  everything: {
    ...chatMessage,
    message: message(mention(cast.two), text(' '), emote('Kappa'), text(' '), cheermote('Cheer', 100), text(' <b>gg</b>')),
    cheer: { bits: 100 },
    reply,
  },
} satisfies Record<string, Sample>

export const chatSamples = {
  'channel.chat.message': chatMessages.everything,
  'channel.chat.clear': { ...broadcaster },
  'channel.chat.clear_user_messages': { ...broadcaster, ...as('target_user', cast.one) },
  'channel.chat.message_delete': {
    ...broadcaster,
    ...as('target_user', cast.one),
    message_id: chatMessage.message_id,
  },
  'channel.chat_settings.update': {
    ...broadcaster,
    emote_mode: true,
    follower_mode: false,
    follower_mode_duration_minutes: null,
    slow_mode: true,
    slow_mode_wait_time_seconds: 10,
    subscriber_mode: false,
    unique_chat_mode: false,
  },
} satisfies Record<string, Sample>
