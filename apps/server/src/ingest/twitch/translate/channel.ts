import { Tier } from '@landale/protocol'
import { z } from 'zod'
import { actorOf, channelActor, personAt, type RawEvent } from './person.ts'
import type { Translate, Translators } from './translation.ts'

const Subscribed = z.object({ tier: Tier, is_gift: z.boolean() })
const Resubscribed = z.object({
  tier: Tier,
  message: z.object({ text: z.string() }),
  cumulative_months: z.int().positive(),
  streak_months: z.int().nonnegative().nullable(),
})
const Gifted = z.object({
  tier: Tier,
  total: z.int().positive(),
  cumulative_total: z.int().positive().nullable(),
  is_anonymous: z.boolean(),
})
const Cheered = z.object({ is_anonymous: z.boolean(), bits: z.int().positive(), message: z.string() })
const Viewers = z.object({ viewers: z.int().nonnegative() })
const Shoutout = z.object({ viewer_count: z.int().nonnegative() })
const Updated = z.object({
  title: z.string(),
  language: z.string(),
  category_id: z.string(),
  category_name: z.string(),
})
const Reward = z.object({ id: z.string().min(1), title: z.string(), cost: z.int().nonnegative() })
const Redeemed = z.object({ id: z.string().min(1), user_input: z.string(), reward: Reward, status: z.string() })
const AdBreak = z.object({ duration_seconds: z.int().positive(), is_automatic: z.boolean() })

export const channelTranslators: Translators = {
  'channel.follow': byUser((user) => ({ type: 'channel.followed', payload: { user } })),
  'channel.subscribe': byUser((user, event) => ({ type: 'channel.subscribed', payload: { user, ...Subscribed.parse(event) } })),
  'channel.subscription.message': byUser((user, event) => {
    const { tier, message, cumulative_months, streak_months } = Resubscribed.parse(event)
    // A streak that is not shared is null.
    const streak = streak_months ? { streak_months } : undefined
    return { type: 'channel.resubscribed', payload: { user, tier, cumulative_months, ...streak, message: message.text } }
  }),
  'channel.subscription.gift': (event) => {
    const { tier, total, cumulative_total, is_anonymous } = Gifted.parse(event)
    const user = is_anonymous ? null : personAt(event, 'user')
    return {
      type: 'channel.subscription.gifted',
      actor: user ? actorOf(user) : channelActor(event),
      payload: { user, tier, total, ...(cumulative_total === null ? undefined : { cumulative_total }) },
    }
  },
  'channel.subscription.end': byUser((user, event) => ({
    type: 'channel.subscription.ended',
    payload: { user, tier: Subscribed.parse(event).tier },
  })),
  'channel.cheer': (event) => {
    const { is_anonymous, bits, message } = Cheered.parse(event)
    const user = is_anonymous ? null : personAt(event, 'user')
    return { type: 'channel.cheered', actor: user ? actorOf(user) : channelActor(event), payload: { user, bits, message } }
  },
  'channel.raid': byUser(
    (user, event) => ({ type: 'channel.raided', payload: { user, ...Viewers.parse(event) } }),
    'from_broadcaster_user',
  ),
  'channel.update': (event) => ({ type: 'channel.updated', actor: channelActor(event), payload: Updated.parse(event) }),
  'channel.channel_points_custom_reward_redemption.add': byUser((user, event) => {
    const { id, user_input, reward } = Redeemed.parse(event)
    const input = user_input === '' ? undefined : { input: user_input }
    return { type: 'channel.reward.redeemed', payload: { user, redemption_id: id, reward, ...input } }
  }),
  'channel.channel_points_custom_reward_redemption.update': byUser((user, event) => {
    const { id, reward, status } = Redeemed.parse(event)
    return { type: 'channel.reward.redemption.updated', payload: { user, redemption_id: id, reward_id: reward.id, status } }
  }),
  'channel.channel_points_custom_reward.add': reward('channel.reward.added'),
  'channel.channel_points_custom_reward.update': reward('channel.reward.updated'),
  'channel.channel_points_custom_reward.remove': reward('channel.reward.removed'),
  'channel.shoutout.create': (event) => ({
    type: 'channel.shoutout.sent',
    actor: channelActor(event),
    payload: { user: personAt(event, 'to_broadcaster_user'), viewers: Shoutout.parse(event).viewer_count },
  }),
  'channel.shoutout.receive': byUser(
    (user, event) => ({ type: 'channel.shoutout.received', payload: { user, viewers: Shoutout.parse(event).viewer_count } }),
    'from_broadcaster_user',
  ),
  'channel.vip.add': (event) => ({
    type: 'channel.vip.added',
    actor: channelActor(event),
    payload: { user: personAt(event, 'user') },
  }),
  'channel.vip.remove': (event) => ({
    type: 'channel.vip.removed',
    actor: channelActor(event),
    payload: { user: personAt(event, 'user') },
  }),
  'channel.ad_break.begin': (event) => {
    const { duration_seconds, is_automatic } = AdBreak.parse(event)
    return {
      type: 'channel.ad_break.started',
      actor: channelActor(event),
      payload: { duration_ms: duration_seconds * 1_000, is_automatic },
    }
  },
  'user.update': byUser((user, event) => ({
    type: 'channel.owner.updated',
    payload: { user, description: z.object({ description: z.string() }).parse(event).description },
  })),
}

type Said = ReturnType<Translate>
type SaidBy = { [Type in Said['type']]: Omit<Extract<Said, { type: Type }>, 'actor'> }[Said['type']]

/** What a person did, and is the actor of. */
function byUser(say: (user: ReturnType<typeof personAt>, event: RawEvent) => SaidBy, prefix = 'user'): Translate {
  return (event) => {
    const user = personAt(event, prefix)
    return { ...say(user, event), actor: actorOf(user) } as Said
  }
}

function reward(type: 'channel.reward.added' | 'channel.reward.updated' | 'channel.reward.removed'): Translate {
  return (event) => ({
    type,
    actor: channelActor(event),
    payload: { reward: Reward.parse(event), is_enabled: z.object({ is_enabled: z.boolean() }).parse(event).is_enabled },
  })
}
