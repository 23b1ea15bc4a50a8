/** One subscription: what it needs to be granted (any of `scopes`), and whom its condition names. */
export type SubscriptionType = {
  type: string
  version: string
  scopes: readonly string[]
  condition: readonly ('broadcaster' | 'moderator' | 'user' | 'raided')[]
}

const of = (
  type: string,
  scopes: readonly string[],
  { version = '1', condition = ['broadcaster'] }: Partial<Pick<SubscriptionType, 'version' | 'condition'>> = {},
): SubscriptionType => ({ type, version, scopes, condition })

const chat = { condition: ['broadcaster', 'user'] } as const
const moderated = { condition: ['broadcaster', 'moderator'] } as const

/** What a stream cannot be run without: made first, and tried again until they stand. */
export const criticalTypes: readonly SubscriptionType[] = [
  of('stream.online', []),
  of('stream.offline', []),
  of('channel.chat.message', ['user:read:chat'], chat),
  of('channel.update', [], { version: '2' }),
  of('channel.follow', ['moderator:read:followers'], { version: '2', ...moderated }),
]

/** Everything else that is heard of a channel. Source: dev.twitch.tv/docs/eventsub/eventsub-subscription-types. */
export const otherTypes: readonly SubscriptionType[] = [
  of('channel.subscribe', ['channel:read:subscriptions']),
  of('channel.subscription.message', ['channel:read:subscriptions']),
  of('channel.subscription.gift', ['channel:read:subscriptions']),
  of('channel.subscription.end', ['channel:read:subscriptions']),
  of('channel.cheer', ['bits:read']),
  of('channel.raid', [], { condition: ['raided'] }),
  of('channel.chat.message_delete', ['user:read:chat'], chat),
  of('channel.chat.clear_user_messages', ['user:read:chat'], chat),
  of('channel.chat.clear', ['user:read:chat'], chat),
  of('channel.chat.notification', ['user:read:chat'], chat),
  of('channel.chat_settings.update', ['user:read:chat'], chat),
  of('channel.channel_points_custom_reward_redemption.add', ['channel:read:redemptions', 'channel:manage:redemptions']),
  of('channel.channel_points_custom_reward_redemption.update', ['channel:read:redemptions', 'channel:manage:redemptions']),
  of('channel.channel_points_custom_reward.add', ['channel:read:redemptions', 'channel:manage:redemptions']),
  of('channel.channel_points_custom_reward.update', ['channel:read:redemptions', 'channel:manage:redemptions']),
  of('channel.channel_points_custom_reward.remove', ['channel:read:redemptions', 'channel:manage:redemptions']),
  of('channel.poll.begin', ['channel:read:polls', 'channel:manage:polls']),
  of('channel.poll.progress', ['channel:read:polls', 'channel:manage:polls']),
  of('channel.poll.end', ['channel:read:polls', 'channel:manage:polls']),
  of('channel.prediction.begin', ['channel:read:predictions', 'channel:manage:predictions']),
  of('channel.prediction.progress', ['channel:read:predictions', 'channel:manage:predictions']),
  of('channel.prediction.lock', ['channel:read:predictions', 'channel:manage:predictions']),
  of('channel.prediction.end', ['channel:read:predictions', 'channel:manage:predictions']),
  of('channel.hype_train.begin', ['channel:read:hype_train'], { version: '2' }),
  of('channel.hype_train.progress', ['channel:read:hype_train'], { version: '2' }),
  of('channel.hype_train.end', ['channel:read:hype_train'], { version: '2' }),
  of('channel.goal.begin', ['channel:read:goals']),
  of('channel.goal.progress', ['channel:read:goals']),
  of('channel.goal.end', ['channel:read:goals']),
  of('channel.charity_campaign.donate', ['channel:read:charity']),
  of('channel.charity_campaign.progress', ['channel:read:charity']),
  of('channel.shoutout.create', ['moderator:read:shoutouts', 'moderator:manage:shoutouts'], moderated),
  of('channel.shoutout.receive', ['moderator:read:shoutouts', 'moderator:manage:shoutouts'], moderated),
  of('channel.vip.add', ['channel:read:vips', 'channel:manage:vips']),
  of('channel.vip.remove', ['channel:read:vips', 'channel:manage:vips']),
  of('channel.ad_break.begin', ['channel:read:ads']),
  of('user.update', [], { condition: ['user'] }),
]

/** What a sign-in asks for: to hear all of the above, and to do what commands do. */
export const wantedScopes: readonly string[] = [
  'user:read:chat',
  'moderator:read:followers',
  'channel:read:subscriptions',
  'bits:read',
  'channel:read:redemptions',
  'channel:read:polls',
  'channel:read:predictions',
  'channel:read:hype_train',
  'channel:read:goals',
  'channel:read:charity',
  'channel:read:vips',
  'channel:read:ads',
  'moderator:manage:shoutouts',
  'moderator:manage:announcements',
  'channel:manage:broadcast',
  'clips:edit',
]

/** The condition of a subscription to the streamer's own channel. */
export function conditionOf({ condition }: SubscriptionType, userId: string): Record<string, string> {
  const names = {
    broadcaster: 'broadcaster_user_id',
    moderator: 'moderator_user_id',
    user: 'user_id',
    raided: 'to_broadcaster_user_id',
  } as const
  return Object.fromEntries(condition.map((name) => [names[name], userId]))
}

/** What is not granted, by scope, with what stays silent for it. */
export function missingScopes(granted: readonly string[]): { scope: string; types: string[] }[] {
  const missing = new Map<string, string[]>()
  for (const { type, scopes } of [...criticalTypes, ...otherTypes]) {
    const [first] = scopes
    if (first === undefined || scopes.some((scope) => granted.includes(scope))) continue
    missing.set(first, [...(missing.get(first) ?? []), type])
  }
  for (const scope of wantedScopes) {
    const isNeeded = ![...criticalTypes, ...otherTypes].some(({ scopes }) => scopes.includes(scope))
    if (isNeeded && !granted.includes(scope)) missing.set(scope, [])
  }
  return [...missing].map(([scope, types]) => ({ scope, types }))
}
