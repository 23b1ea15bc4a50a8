import { streamer } from '../options.ts'
import { as, broadcaster, by, cast, type Sample } from './sample.ts'

const goal = {
  id: 'goal-1',
  ...broadcaster,
  type: 'subscription',
  description: 'A longer stream',
  target_amount: 220,
  started_at: '2026-02-15T17:16:03.17106713Z',
}
const charity = {
  charity_name: 'Example Charity',
  charity_description: 'Gives examples to those who have none.',
  charity_logo: 'https://abc.cloudfront.net/ppgf/1000/100.png',
  charity_website: 'https://www.example.com',
}
/** In the currency's smallest unit: `decimal_places` says where the point goes. */
const amount = (value: number) => ({ value, decimal_places: 2, currency: 'USD' })

export const goalSamples = {
  'channel.goal.begin': { ...goal, current_amount: 100 },
  'channel.goal.progress': { ...goal, current_amount: 120 },
  'channel.goal.end': { ...goal, current_amount: 220, is_achieved: true, ended_at: '2026-03-01T20:40:00.17106713Z' },
  'channel.charity_campaign.donate': {
    id: 'a1b2c3-aabb-4455-d1e2f3',
    campaign_id: '123-abc-456-def',
    ...broadcaster,
    ...by(cast.one),
    ...charity,
    amount: amount(10_000),
  },
  'channel.charity_campaign.progress': {
    id: '123-abc-456-def',
    ...as('broadcaster', streamer),
    ...charity,
    current_amount: amount(260_000),
    target_amount: amount(1_500_000),
  },
} satisfies Record<string, Sample>
