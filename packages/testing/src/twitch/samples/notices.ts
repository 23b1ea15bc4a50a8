import { badges, emote, message, text, unshared } from './chat.ts'
import { as, broadcaster, by, cast, type Sample } from './sample.ts'

/** Every notice has all of these, null but for the one that it is about. */
const kinds = {
  sub: null,
  resub: null,
  sub_gift: null,
  community_sub_gift: null,
  gift_paid_upgrade: null,
  prime_paid_upgrade: null,
  pay_it_forward: null,
  raid: null,
  unraid: null,
  announcement: null,
  bits_badge_tier: null,
  charity_donation: null,
  watch_streak: null,
  shared_chat_sub: null,
  shared_chat_resub: null,
  shared_chat_sub_gift: null,
  shared_chat_community_sub_gift: null,
  shared_chat_gift_paid_upgrade: null,
  shared_chat_prime_paid_upgrade: null,
  shared_chat_pay_it_forward: null,
  shared_chat_raid: null,
  shared_chat_announcement: null,
}

const notice = (kind: keyof typeof kinds, about: Sample, systemMessage: string, said = message()) => ({
  ...broadcaster,
  ...unshared,
  ...as('chatter_user', cast.one),
  chatter_is_anonymous: false,
  color: '#8A2BE2',
  badges,
  system_message: systemMessage,
  message_id: 'd6deea58-ce6e-4217-905d-67670369b628',
  message: said,
  notice_type: kind,
  ...kinds,
  [kind]: about,
})

const gifter = { gifter_is_anonymous: false, ...as('gifter_user', cast.two) }

/** The kinds of `channel.chat.notification`, by their notice type. */
export const notices = {
  announcement: notice('announcement', { color: 'PRIMARY' }, '', message(text('Welcome, all '), emote('Kappa'))),
  sub: notice('sub', { sub_tier: '1000', is_prime: false, duration_months: 1 }, `${cast.one.display_name} subscribed at Tier 1.`),
  resub: notice(
    'resub',
    {
      cumulative_months: 9,
      duration_months: 9,
      streak_months: null,
      sub_tier: '1000',
      is_prime: false,
      is_gift: false,
      gifter_is_anonymous: null,
      gifter_user_id: null,
      gifter_user_login: null,
      gifter_user_name: null,
    },
    `${cast.one.display_name} subscribed at Tier 1. They've subscribed for 9 months!`,
    message(text('Nine already')),
  ),
  sub_gift: notice(
    'sub_gift',
    {
      duration_months: 1,
      cumulative_total: 3,
      ...as('recipient_user', cast.two),
      sub_tier: '1000',
      community_gift_id: null,
    },
    `${cast.one.display_name} gifted a Tier 1 sub to ${cast.two.display_name}!`,
  ),
  community_sub_gift: notice(
    'community_sub_gift',
    { id: '1234567890', total: 5, sub_tier: '1000', cumulative_total: 25 },
    `${cast.one.display_name} is gifting 5 Tier 1 Subs to the community!`,
  ),
  gift_paid_upgrade: notice('gift_paid_upgrade', gifter, `${cast.one.display_name} is continuing their Gift Sub.`),
  prime_paid_upgrade: notice('prime_paid_upgrade', { sub_tier: '1000' }, `${cast.one.display_name} converted from Prime.`),
  pay_it_forward: notice('pay_it_forward', gifter, `${cast.one.display_name} is paying forward their Gift Sub.`),
  raid: notice(
    'raid',
    { ...by(cast.other), viewer_count: 42, profile_image_url: 'https://static-cdn.jtvnw.net/jtv_user_pictures/raider.png' },
    `42 raiders from ${cast.other.display_name} have joined!`,
  ),
  unraid: notice('unraid', {}, 'The raid has been cancelled.'),
  bits_badge_tier: notice('bits_badge_tier', { tier: 1000 }, 'bits badge tier notification'),
  charity_donation: notice(
    'charity_donation',
    { charity_name: 'Example Charity', amount: { value: 1000, decimal_places: 2, currency: 'USD' } },
    `${cast.one.display_name} donated USD 10 to support Example Charity!`,
  ),
} satisfies Record<string, Sample>

export const noticeSamples = { 'channel.chat.notification': notices.announcement } satisfies Record<string, Sample>
