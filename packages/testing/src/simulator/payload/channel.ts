import type { Tier } from '@landale/protocol'
import { chatter, rewards, subMessages } from '../phrases.ts'
import type { World } from '../world.ts'
import type { PayloadMakers } from './make-payload.ts'

const titles = ['Kaizo IronMON, one more run', 'Building the thing that runs this stream 🛠️', '雑談とゲーム'] as const
const bits = [1, 50, 100, 100, 100, 300, 500, 1_000, 5_000] as const

export const channelPayloads = {
  'channel.followed': (world) => ({ user: world.people.newcomer() }),
  'channel.subscribed': (world) => {
    const isGift = world.giftsLeft > 0
    if (isGift) world.giftsLeft -= 1
    return { user: world.people.someone(), tier: isGift ? '1000' : tier(world), is_gift: isGift }
  },
  'channel.resubscribed': (world) => {
    const months = world.random.int(2, 72)
    return {
      user: world.people.someone(),
      tier: tier(world),
      cumulative_months: months,
      ...(world.random.chance(0.6) ? { streak_months: world.random.int(1, months) } : {}),
      message: world.random.pick(subMessages),
    }
  },
  'channel.subscription.gifted': (world) => {
    // The gifts that follow were counted by whoever planned them; alone it is one.
    const total = Math.max(1, world.giftsLeft)
    const user = world.random.chance(0.15) ? null : world.people.someone()
    return { user, tier: '1000', total, ...(user === null ? {} : { cumulative_total: total + world.random.int(0, 200) }) }
  },
  'channel.subscription.ended': (world) => ({ user: world.people.someone(), tier: tier(world) }),
  'channel.cheered': (world) => ({
    user: world.random.chance(0.1) ? null : world.people.someone(),
    bits: world.random.pick(bits),
    message: world.random.pick(chatter),
  }),
  'channel.raided': (world) => ({ user: world.people.newcomer(), viewers: Math.round(5 + world.random.gap(120)) }),
  'channel.reward.redeemed': (world) => ({
    user: world.people.someone(),
    redemption_id: world.id('redemption'),
    reward: world.random.pick(rewards),
    ...(world.random.chance(0.3) ? { input: world.random.pick(chatter) } : {}),
  }),
  'channel.shoutout.received': (world) => ({ user: world.people.newcomer(), viewers: world.random.int(3, 900) }),
  'channel.updated': (world) => ({
    title: world.random.pick(titles),
    language: 'en',
    category_id: '490100',
    category_name: 'Pokémon FireRed/LeafGreen',
  }),
  'channel.ad_break.started': (world) => ({ duration_ms: world.random.pick([30_000, 60_000, 90_000]), is_automatic: false }),
} satisfies PayloadMakers<'channel'>

function tier(world: World): Tier {
  return world.random.pick(['prime', '1000', '1000', '1000', '2000', '3000'])
}
