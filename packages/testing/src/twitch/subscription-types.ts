/** A subscription type of EventSub, as https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types has it. */
export type SubscriptionType = {
  readonly type: string
  readonly version: string
  /** One of them is needed; none where the list is empty. */
  readonly scopes: readonly string[]
  /** What its condition has to name. */
  readonly condition: readonly string[]
}

const broadcaster = ['broadcaster_user_id'] as const
const moderator = ['broadcaster_user_id', 'moderator_user_id'] as const
const chatter = ['broadcaster_user_id', 'user_id'] as const
const redemptions = ['channel:read:redemptions', 'channel:manage:redemptions'] as const
const polls = ['channel:read:polls', 'channel:manage:polls'] as const
const predictions = ['channel:read:predictions', 'channel:manage:predictions'] as const
const shoutouts = ['moderator:read:shoutouts', 'moderator:manage:shoutouts'] as const
const vips = ['channel:read:vips', 'channel:manage:vips'] as const

const of = (
  type: string,
  scopes: readonly string[] = [],
  { version = '1', condition = broadcaster }: { version?: string; condition?: readonly string[] } = {},
): SubscriptionType => ({ type, version, scopes, condition })

/** What the fake takes a subscription to. */
export const subscriptionTypes: readonly SubscriptionType[] = [
  of('stream.online'),
  of('stream.offline'),
  of('channel.update', [], { version: '2' }),
  of('channel.follow', ['moderator:read:followers'], { version: '2', condition: moderator }),
  of('channel.subscribe', ['channel:read:subscriptions']),
  of('channel.subscription.end', ['channel:read:subscriptions']),
  of('channel.subscription.gift', ['channel:read:subscriptions']),
  of('channel.subscription.message', ['channel:read:subscriptions']),
  of('channel.cheer', ['bits:read']),
  // Of the two a raid's condition names one; both ways round it is the same type.
  of('channel.raid', [], { condition: ['to_broadcaster_user_id|from_broadcaster_user_id'] }),
  of('channel.chat.clear', ['user:read:chat'], { condition: chatter }),
  of('channel.chat.clear_user_messages', ['user:read:chat'], { condition: chatter }),
  of('channel.chat.message_delete', ['user:read:chat'], { condition: chatter }),
  of('channel.chat.message', ['user:read:chat'], { condition: chatter }),
  of('channel.chat.notification', ['user:read:chat'], { condition: chatter }),
  of('channel.chat_settings.update', ['user:read:chat'], { condition: chatter }),
  of('channel.channel_points_custom_reward.add', redemptions),
  of('channel.channel_points_custom_reward.update', redemptions),
  of('channel.channel_points_custom_reward.remove', redemptions),
  of('channel.channel_points_custom_reward_redemption.add', redemptions),
  of('channel.channel_points_custom_reward_redemption.update', redemptions),
  of('channel.poll.begin', polls),
  of('channel.poll.progress', polls),
  of('channel.poll.end', polls),
  of('channel.prediction.begin', predictions),
  of('channel.prediction.progress', predictions),
  of('channel.prediction.lock', predictions),
  of('channel.prediction.end', predictions),
  of('channel.charity_campaign.donate', ['channel:read:charity']),
  of('channel.charity_campaign.progress', ['channel:read:charity']),
  of('channel.hype_train.begin', ['channel:read:hype_train'], { version: '2' }),
  of('channel.hype_train.progress', ['channel:read:hype_train'], { version: '2' }),
  of('channel.hype_train.end', ['channel:read:hype_train'], { version: '2' }),
  of('channel.goal.begin', ['channel:read:goals']),
  of('channel.goal.progress', ['channel:read:goals']),
  of('channel.goal.end', ['channel:read:goals']),
  of('channel.shoutout.create', shoutouts, { condition: moderator }),
  of('channel.shoutout.receive', shoutouts, { condition: moderator }),
  of('channel.vip.add', vips),
  of('channel.vip.remove', vips),
  of('channel.ad_break.begin', ['channel:read:ads']),
  of('user.update', [], { condition: ['user_id'] }),
]

export const subscriptionType = (type: string, version: string): SubscriptionType | undefined =>
  subscriptionTypes.find((known) => known.type === type && known.version === version)
