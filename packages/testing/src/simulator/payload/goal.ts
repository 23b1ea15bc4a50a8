import type { World } from '../world.ts'
import type { PayloadMakers } from './make-payload.ts'

const starters = ['Left', 'Middle', 'Right'] as const
const outcomes = ['Yes', 'Never'] as const

export const goalPayloads = {
  'goal.started': (world) => {
    world.goal = { id: world.id('goal'), current: world.random.int(40, 80), target: 100 }
    return goal(world)
  },
  'goal.progressed': (world) => {
    world.goal.current = Math.min(world.goal.current + world.random.int(1, 4), world.goal.target)
    return goal(world)
  },
  'goal.ended': (world) => ({ ...goal(world), is_achieved: world.goal.current >= world.goal.target }),
} satisfies PayloadMakers<'goal'>

export const pollPayloads = {
  'poll.started': (world) => {
    world.poll = { id: world.id('poll'), votes: starters.map(() => 0) }
    return poll(world)
  },
  'poll.progressed': (world) => {
    world.poll.votes = world.poll.votes.map((votes) => votes + world.random.int(0, 25))
    return poll(world)
  },
  'poll.ended': poll,
} satisfies PayloadMakers<'poll'>

export const predictionPayloads = {
  'prediction.started': (world) => {
    world.prediction = { id: world.id('prediction'), users: outcomes.map(() => 0) }
    return prediction(world)
  },
  'prediction.locked': (world) => {
    world.prediction.users = world.prediction.users.map(() => world.random.int(1, 90))
    return prediction(world)
  },
  'prediction.ended': (world) => ({ ...prediction(world), winning_outcome_id: world.random.pick(['1', '2']) }),
} satisfies PayloadMakers<'prediction'>

export const hypeTrainPayloads = {
  'hype_train.started': (world) => {
    world.train = { id: world.id('train'), level: 1, progress: world.random.int(100, 400), goal: 1_600 }
    return train(world)
  },
  'hype_train.progressed': (world) => {
    const progress = world.train.progress + world.random.int(100, 900)
    const isFull = progress >= world.train.goal
    world.train = isFull
      ? { ...world.train, level: world.train.level + 1, progress: progress - world.train.goal, goal: world.train.goal + 400 }
      : { ...world.train, progress }
    return train(world)
  },
  'hype_train.ended': ({ train: { id, level } }) => ({ train_id: id, level }),
} satisfies PayloadMakers<'hype_train'>

export const charityPayloads = {
  'charity.donated': (world) => ({
    user: world.people.someone(),
    charity: 'River Trust',
    amount_minor: world.random.pick([500, 1_000, 1_500, 10_000]),
    currency: 'EUR',
  }),
} satisfies PayloadMakers<'charity'>

function goal({ goal: { id, current, target } }: World) {
  return { goal_id: id, kind: 'subscription' as const, description: 'A new chair', current, target }
}

function poll({ poll: { id, votes } }: World) {
  const choices = starters.map((title, index) => ({ id: String(index + 1), title, votes: votes[index] ?? 0 }))
  return { poll_id: id, title: 'Starter?', choices }
}

function prediction({ prediction: { id, users } }: World) {
  return {
    prediction_id: id,
    title: 'Past the lab?',
    outcomes: outcomes.map((title, index) => {
      const count = users[index] ?? 0
      return { id: String(index + 1), title, users: count, points: count * 350 }
    }),
  }
}

function train({ train: { id, level, progress, goal: target }, now }: World) {
  return { train_id: id, level, progress, goal: target, expires_at: new Date(now + 300_000).toISOString() }
}
