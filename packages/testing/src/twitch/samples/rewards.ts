import { broadcaster, by, cast, type Sample } from './sample.ts'

const image = (size: number) => `https://static-cdn.jtvnw.net/custom-reward-images/default-${size}.png`

const reward = {
  id: '9001-reward',
  ...broadcaster,
  is_enabled: true,
  is_paused: false,
  is_in_stock: true,
  title: 'Hydrate',
  cost: 500,
  prompt: 'Say what to drink',
  is_user_input_required: true,
  should_redemptions_skip_request_queue: false,
  cooldown_expires_at: null,
  redemptions_redeemed_current_stream: null,
  max_per_stream: { is_enabled: true, value: 1000 },
  max_per_user_per_stream: { is_enabled: true, value: 1000 },
  global_cooldown: { is_enabled: true, seconds: 1000 },
  background_color: '#FA1ED2',
  image: null,
  default_image: { url_1x: image(1), url_2x: image(2), url_4x: image(4) },
}
const redemption = {
  id: '17fa2df1-ad76-4804-bfa5-a40ef63efe63',
  ...broadcaster,
  ...by(cast.one),
  user_input: 'Tea, please',
  status: 'unfulfilled',
  reward: { id: reward.id, title: reward.title, cost: reward.cost, prompt: reward.prompt },
  redeemed_at: '2026-03-01T20:10:00.17106713Z',
}

export const rewardSamples = {
  'channel.channel_points_custom_reward.add': reward,
  'channel.channel_points_custom_reward.update': { ...reward, cost: 700, is_paused: true },
  'channel.channel_points_custom_reward.remove': reward,
  'channel.channel_points_custom_reward_redemption.add': redemption,
  'channel.channel_points_custom_reward_redemption.update': { ...redemption, status: 'fulfilled' },
} satisfies Record<string, Sample>
