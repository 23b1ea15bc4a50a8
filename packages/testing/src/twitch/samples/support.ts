import { streamer } from '../options.ts'
import { as, broadcaster, by, cast, laterAt, type Sample, startedAt } from './sample.ts'

/** Follows, subscriptions, cheers and raids. */
export const supportSamples = {
  'channel.follow': { ...by(cast.one), ...broadcaster, followed_at: startedAt },
  'channel.subscribe': { ...by(cast.one), ...broadcaster, tier: '1000', is_gift: false },
  'channel.subscription.end': { ...by(cast.two), ...broadcaster, tier: '1000', is_gift: false },
  'channel.subscription.gift': {
    ...by(cast.one),
    ...broadcaster,
    total: 5,
    tier: '1000',
    // Null where the giver keeps it to themselves, or is anonymous.
    cumulative_total: 25,
    is_anonymous: false,
  },
  'channel.subscription.message': {
    ...by(cast.foreign),
    ...broadcaster,
    tier: '2000',
    message: { text: 'Love the stream! FevziGG', emotes: [{ begin: 17, end: 23, id: '302976485' }] },
    cumulative_months: 15,
    streak_months: 2,
    duration_months: 6,
  },
  'channel.cheer': { is_anonymous: false, ...by(cast.one), ...broadcaster, message: 'Cheer100 well played', bits: 100 },
  'channel.raid': { ...as('from_broadcaster_user', cast.other), ...as('to_broadcaster_user', streamer), viewers: 42 },
  'channel.shoutout.create': {
    ...broadcaster,
    ...as('moderator_user', streamer),
    ...as('to_broadcaster_user', cast.other),
    started_at: startedAt,
    viewer_count: 860,
    cooldown_ends_at: '2026-03-01T20:02:00.123456789Z',
    target_cooldown_ends_at: '2026-03-01T21:00:00.123456789Z',
  },
  'channel.shoutout.receive': {
    ...broadcaster,
    ...as('from_broadcaster_user', cast.other),
    viewer_count: 42,
    started_at: startedAt,
  },
  'channel.vip.add': { ...by(cast.one), ...broadcaster },
  'channel.vip.remove': { ...by(cast.one), ...broadcaster },
} satisfies Record<string, Sample>

const contribution = { ...by(cast.one), type: 'bits', total: 500 }
const train = {
  id: '1b0AsbInCHZW2SQFQkCzqN07Ib2',
  ...broadcaster,
  top_contributions: [contribution, { ...by(cast.two), type: 'subscription', total: 1000 }],
  shared_train_participants: null,
  started_at: startedAt,
  is_shared_train: false,
  type: 'regular',
}

/** Version 2, which has neither `last_contribution` nor `is_golden_kappa_train`. */
export const hypeTrainSamples = {
  'channel.hype_train.begin': {
    ...train,
    total: 1500,
    progress: 1500,
    goal: 1800,
    level: 1,
    expires_at: laterAt,
    all_time_high_level: 4,
    all_time_high_total: 28_450,
  },
  'channel.hype_train.progress': { ...train, total: 2500, progress: 700, goal: 2000, level: 2, expires_at: laterAt },
  'channel.hype_train.end': {
    ...train,
    total: 4200,
    level: 3,
    ended_at: '2026-03-01T20:12:00.123456789Z',
    cooldown_ends_at: '2026-03-01T21:12:00.123456789Z',
  },
} satisfies Record<string, Sample>
