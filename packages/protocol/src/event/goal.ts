import { z } from 'zod'
import { defineEvent } from './define.ts'
import { examplePerson, Person } from './person.ts'

const goals = { feeds: ['twitch', 'goals'] as const }
const interactions = { feeds: ['twitch', 'interactions'] as const }

const Goal = z.object({
  goal_id: z.string().min(1),
  kind: z.enum(['follow', 'subscription', 'bit', 'custom']),
  description: z.string(),
  current: z.int().nonnegative(),
  target: z.int().positive(),
})
const exampleGoal: z.infer<typeof Goal> = {
  goal_id: 'goal-1',
  kind: 'subscription',
  description: 'A new chair',
  current: 71,
  target: 100,
}

const Choice = z.object({ id: z.string().min(1), title: z.string(), votes: z.int().nonnegative() })
const Poll = z.object({ poll_id: z.string().min(1), title: z.string(), choices: z.array(Choice).min(2).max(10) })
const examplePoll: z.infer<typeof Poll> = {
  poll_id: 'poll-1',
  title: 'Starter?',
  choices: [
    { id: 'a', title: 'Left', votes: 34 },
    { id: 'b', title: 'Middle', votes: 51 },
    { id: 'c', title: 'Right', votes: 12 },
  ],
}

const Outcome = z.object({
  id: z.string().min(1),
  title: z.string(),
  users: z.int().nonnegative(),
  points: z.int().nonnegative(),
})
const Prediction = z.object({ prediction_id: z.string().min(1), title: z.string(), outcomes: z.array(Outcome).min(2).max(10) })
const examplePrediction: z.infer<typeof Prediction> = {
  prediction_id: 'prediction-1',
  title: 'Past the lab?',
  outcomes: [
    { id: 'yes', title: 'Yes', users: 40, points: 12_400 },
    { id: 'no', title: 'Never', users: 61, points: 30_100 },
  ],
}

const HypeTrain = z.object({
  train_id: z.string().min(1),
  level: z.int().positive(),
  progress: z.int().nonnegative(),
  goal: z.int().positive(),
  expires_at: z.iso.datetime({ offset: true }),
})
const exampleTrain: z.infer<typeof HypeTrain> = {
  train_id: 'train-1',
  level: 2,
  progress: 700,
  goal: 1_800,
  expires_at: '2026-01-01T20:05:00.000Z',
}

export const goalEvents = [
  defineEvent('goal.started', { ...goals, payload: Goal, example: exampleGoal }),
  defineEvent('goal.progressed', { ...goals, payload: Goal, example: { ...exampleGoal, current: 72 } }),
  defineEvent('goal.ended', {
    ...goals,
    payload: Goal.extend({ is_achieved: z.boolean() }),
    example: { ...exampleGoal, current: 100, is_achieved: true },
  }),
  defineEvent('poll.started', { ...interactions, payload: Poll, example: examplePoll }),
  defineEvent('poll.progressed', { ...interactions, payload: Poll, example: examplePoll }),
  defineEvent('poll.ended', { ...interactions, payload: Poll, example: examplePoll }),
  defineEvent('prediction.started', { ...interactions, payload: Prediction, example: examplePrediction }),
  defineEvent('prediction.progressed', { ...interactions, payload: Prediction, example: examplePrediction }),
  defineEvent('prediction.locked', { ...interactions, payload: Prediction, example: examplePrediction }),
  defineEvent('prediction.ended', {
    ...interactions,
    payload: Prediction.extend({ winning_outcome_id: z.string().min(1).optional() }),
    example: { ...examplePrediction, winning_outcome_id: 'no' },
  }),
  defineEvent('hype_train.started', { ...interactions, payload: HypeTrain, example: { ...exampleTrain, level: 1 } }),
  defineEvent('hype_train.progressed', { ...interactions, payload: HypeTrain, example: exampleTrain }),
  defineEvent('hype_train.ended', {
    ...interactions,
    payload: z.object({ train_id: z.string().min(1), level: z.int().positive() }),
    example: { train_id: 'train-1', level: 3 },
  }),
  defineEvent('charity.donated', {
    ...interactions,
    payload: z.object({
      user: Person,
      charity: z.string(),
      amount_minor: z.int().positive(),
      currency: z.string().length(3),
    }),
    example: { user: examplePerson, charity: 'River Trust', amount_minor: 1_500, currency: 'EUR' },
  }),
  defineEvent('charity.progressed', {
    ...goals,
    payload: z.object({
      charity: z.string(),
      current_minor: z.int().nonnegative(),
      target_minor: z.int().nonnegative(),
      currency: z.string().length(3),
    }),
    example: { charity: 'River Trust', current_minor: 86_000, target_minor: 150_000, currency: 'EUR' },
  }),
] as const
