import type { PayloadOf } from '@landale/protocol'
import { z } from 'zod'
import { actorOf, channelActor, personAt, type RawEvent } from './person.ts'
import type { Translate, Translators } from './translation.ts'

const id = z.string().min(1)

const Goal = z.object({
  id,
  type: z.string(),
  description: z.string(),
  current_amount: z.int().nonnegative(),
  target_amount: z.int().positive(),
})
const Poll = z.object({
  id,
  title: z.string(),
  // At its beginning nobody has voted, and Twitch says nothing of votes.
  choices: z.array(z.object({ id, title: z.string(), votes: z.int().nonnegative().default(0) })),
})
const Prediction = z.object({
  id,
  title: z.string(),
  outcomes: z.array(
    z.object({
      id,
      title: z.string(),
      users: z.int().nonnegative().default(0),
      channel_points: z.int().nonnegative().default(0),
    }),
  ),
})
const Winner = z.object({ winning_outcome_id: z.string().nullish() })
const HypeTrain = z.object({
  id,
  level: z.int().positive(),
  progress: z.int().nonnegative(),
  goal: z.int().positive(),
  expires_at: z.string(),
})
const Amount = z.object({ value: z.int(), currency: z.string().length(3) })

export const goalTranslators: Translators = {
  'channel.goal.begin': (event) => ({ type: 'goal.started', actor: channelActor(event), payload: goalOf(event) }),
  'channel.goal.progress': (event) => ({ type: 'goal.progressed', actor: channelActor(event), payload: goalOf(event) }),
  'channel.goal.end': (event) => ({
    type: 'goal.ended',
    actor: channelActor(event),
    payload: { ...goalOf(event), is_achieved: z.object({ is_achieved: z.boolean() }).parse(event).is_achieved },
  }),
  'channel.poll.begin': poll('poll.started'),
  'channel.poll.progress': poll('poll.progressed'),
  'channel.poll.end': poll('poll.ended'),
  'channel.prediction.begin': prediction('prediction.started'),
  'channel.prediction.progress': prediction('prediction.progressed'),
  'channel.prediction.lock': prediction('prediction.locked'),
  'channel.prediction.end': (event) => {
    const { winning_outcome_id } = Winner.parse(event)
    return {
      type: 'prediction.ended',
      actor: channelActor(event),
      payload: { ...predictionOf(event), ...(winning_outcome_id ? { winning_outcome_id } : undefined) },
    }
  },
  'channel.hype_train.begin': hypeTrain('hype_train.started'),
  'channel.hype_train.progress': hypeTrain('hype_train.progressed'),
  'channel.hype_train.end': (event) => {
    const { id: train_id, level } = z.object({ id, level: z.int().positive() }).parse(event)
    return { type: 'hype_train.ended', actor: channelActor(event), payload: { train_id, level } }
  },
  'channel.charity_campaign.donate': (event) => {
    const { charity_name, amount } = z.object({ charity_name: z.string(), amount: Amount }).parse(event)
    const user = personAt(event, 'user')
    return {
      type: 'charity.donated',
      actor: actorOf(user),
      // Twitch's `value` is in the currency's minor unit already; `decimal_places` says which that is.
      payload: { user, charity: charity_name, amount_minor: amount.value, currency: amount.currency },
    }
  },
  'channel.charity_campaign.progress': (event) => {
    const { charity_name, current_amount, target_amount } = z
      .object({ charity_name: z.string(), current_amount: Amount, target_amount: Amount })
      .parse(event)
    return {
      type: 'charity.progressed',
      actor: channelActor(event),
      payload: {
        charity: charity_name,
        current_minor: current_amount.value,
        target_minor: target_amount.value,
        currency: current_amount.currency,
      },
    }
  },
}

/** Twitch has a kind for each way of counting; viewers know three. */
const kinds: Readonly<Record<string, PayloadOf<'goal.started'>['kind']>> = {
  follow: 'follow',
  subscription: 'subscription',
  subscription_count: 'subscription',
  new_subscription: 'subscription',
  new_subscription_count: 'subscription',
  new_bit: 'bit',
  new_cheerer: 'bit',
}

function goalOf(event: RawEvent): PayloadOf<'goal.started'> {
  const { id: goal_id, type, description, current_amount: current, target_amount: target } = Goal.parse(event)
  return { goal_id, kind: kinds[type] ?? 'custom', description, current, target }
}

function poll(type: 'poll.started' | 'poll.progressed' | 'poll.ended'): Translate {
  return (event) => {
    const { id: poll_id, title, choices } = Poll.parse(event)
    return { type, actor: channelActor(event), payload: { poll_id, title, choices } }
  }
}

function predictionOf(event: RawEvent): PayloadOf<'prediction.started'> {
  const { id: prediction_id, title, outcomes } = Prediction.parse(event)
  return {
    prediction_id,
    title,
    outcomes: outcomes.map(({ id: outcome, title: name, users, channel_points: points }) => ({
      id: outcome,
      title: name,
      users,
      points,
    })),
  }
}

function prediction(type: 'prediction.started' | 'prediction.progressed' | 'prediction.locked'): Translate {
  return (event) => ({ type, actor: channelActor(event), payload: predictionOf(event) })
}

function hypeTrain(type: 'hype_train.started' | 'hype_train.progressed'): Translate {
  return (event) => {
    const { id: train_id, level, progress, goal, expires_at } = HypeTrain.parse(event)
    const expiresAt = new Date(expires_at).toISOString()
    return { type, actor: channelActor(event), payload: { train_id, level, progress, goal, expires_at: expiresAt } }
  }
}
