import { z } from 'zod'
import { defineEvent } from './define.ts'
import { examplePerson, Person } from './person.ts'

export const Tier = z.enum(['prime', '1000', '2000', '3000'])
export type Tier = z.infer<typeof Tier>

const Reward = z.object({ id: z.string().min(1), title: z.string(), cost: z.int().nonnegative() })
const message = z.string().max(2_000)
const interaction = { feeds: ['twitch', 'interactions'] as const }
const anonymous = Person.nullable()

function rewardEvent<const Type extends string>(type: Type) {
  return defineEvent(type, {
    feeds: ['twitch'],
    payload: z.object({ reward: Reward, is_enabled: z.boolean() }),
    example: { reward: { id: 'hydrate', title: 'Drink some water', cost: 300 }, is_enabled: true },
  })
}

export const channelEvents = [
  defineEvent('channel.followed', {
    ...interaction,
    payload: z.object({ user: Person }),
    example: { user: examplePerson },
  }),
  defineEvent('channel.subscribed', {
    ...interaction,
    payload: z.object({ user: Person, tier: Tier, is_gift: z.boolean() }),
    example: { user: examplePerson, tier: '1000', is_gift: false },
  }),
  defineEvent('channel.resubscribed', {
    ...interaction,
    payload: z.object({
      user: Person,
      tier: Tier,
      cumulative_months: z.int().positive(),
      streak_months: z.int().positive().optional(),
      message,
    }),
    example: {
      user: examplePerson,
      tier: '1000',
      cumulative_months: 26,
      streak_months: 4,
      message: 'Two years of this. Worth it.',
    },
  }),
  defineEvent('channel.subscription.gifted', {
    ...interaction,
    payload: z.object({
      user: anonymous,
      tier: Tier,
      total: z.int().positive(),
      cumulative_total: z.int().positive().optional(),
    }),
    example: { user: examplePerson, tier: '1000', total: 5, cumulative_total: 40 },
  }),
  defineEvent('channel.subscription.ended', {
    feeds: ['twitch'],
    payload: z.object({ user: Person, tier: Tier }),
    example: { user: examplePerson, tier: '1000' },
  }),
  defineEvent('channel.cheered', {
    ...interaction,
    payload: z.object({ user: anonymous, bits: z.int().positive(), message }),
    example: { user: examplePerson, bits: 500, message: 'For the run!' },
  }),
  defineEvent('channel.raided', {
    ...interaction,
    payload: z.object({ user: Person, viewers: z.int().nonnegative() }),
    example: { user: { id: '77201', login: 'lanternfish', name: 'Lanternfish' }, viewers: 148 },
  }),
  defineEvent('channel.reward.redeemed', {
    ...interaction,
    payload: z.object({
      user: Person,
      redemption_id: z.string().min(1),
      reward: Reward,
      input: message.optional(),
    }),
    example: {
      user: examplePerson,
      redemption_id: '4f1b2c',
      reward: { id: 'hydrate', title: 'Drink some water', cost: 300 },
    },
  }),
  defineEvent('channel.reward.redemption.updated', {
    feeds: ['twitch'],
    payload: z.object({ redemption_id: z.string().min(1), user: Person, reward_id: z.string().min(1), status: z.string() }),
    example: { redemption_id: '4f1b2c', user: examplePerson, reward_id: 'hydrate', status: 'fulfilled' },
  }),
  rewardEvent('channel.reward.added'),
  rewardEvent('channel.reward.updated'),
  rewardEvent('channel.reward.removed'),
  defineEvent('channel.vip.added', { feeds: ['twitch'], payload: z.object({ user: Person }), example: { user: examplePerson } }),
  defineEvent('channel.vip.removed', {
    feeds: ['twitch'],
    payload: z.object({ user: Person }),
    example: { user: examplePerson },
  }),
  defineEvent('channel.owner.updated', {
    feeds: ['twitch'],
    payload: z.object({ user: Person, description: z.string() }),
    example: { user: examplePerson, description: 'Games, and what they do to me.' },
  }),
  defineEvent('channel.shoutout.sent', {
    feeds: ['twitch'],
    payload: z.object({ user: Person, viewers: z.int().nonnegative() }),
    example: { user: examplePerson, viewers: 61 },
  }),
  defineEvent('channel.shoutout.received', {
    ...interaction,
    payload: z.object({ user: Person, viewers: z.int().nonnegative() }),
    example: { user: examplePerson, viewers: 61 },
  }),
  defineEvent('channel.updated', {
    feeds: ['twitch', 'stream'],
    payload: z.object({ title: z.string(), language: z.string(), category_id: z.string(), category_name: z.string() }),
    example: {
      title: 'Kaizo IronMON, one more run',
      language: 'en',
      category_id: '490100',
      category_name: 'Pokémon FireRed/LeafGreen',
    },
  }),
  defineEvent('channel.ad_break.started', {
    feeds: ['twitch', 'stream'],
    payload: z.object({ duration_ms: z.int().positive(), is_automatic: z.boolean() }),
    example: { duration_ms: 90_000, is_automatic: false },
  }),
] as const
