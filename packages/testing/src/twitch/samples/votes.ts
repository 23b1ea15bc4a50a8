import { broadcaster, by, cast, laterAt, type Sample, startedAt } from './sample.ts'

const poll = {
  id: 'poll-1',
  ...broadcaster,
  title: 'Which starter?',
  bits_voting: { is_enabled: false, amount_per_vote: 0 },
  channel_points_voting: { is_enabled: true, amount_per_vote: 10 },
  started_at: startedAt,
}
const choices = [
  { id: 'choice-1', title: 'Bulbasaur' },
  { id: 'choice-2', title: 'Charmander' },
  { id: 'choice-3', title: 'Squirtle' },
]
const voted = (votes: readonly number[]) =>
  choices.map((choice, index) => {
    const count = votes[index] ?? 0
    return { ...choice, bits_votes: 0, channel_points_votes: Math.floor(count / 2), votes: count }
  })

export const pollSamples = {
  'channel.poll.begin': { ...poll, choices, ends_at: laterAt },
  'channel.poll.progress': { ...poll, choices: voted([5, 10, 7]), ends_at: laterAt },
  'channel.poll.end': { ...poll, choices: voted([60, 120, 30]), status: 'completed', ended_at: laterAt },
} satisfies Record<string, Sample>

const prediction = { id: 'prediction-1', ...broadcaster, title: 'Will this run reach Brock?', started_at: startedAt }
const yes = { id: 'outcome-1', title: 'Yes', color: 'blue' }
const no = { id: 'outcome-2', title: 'No', color: 'pink' }
const bets = (won: number | null, lost: number | null) => [
  {
    ...yes,
    users: 10,
    channel_points: 15_000,
    top_predictors: [{ ...by(cast.one), channel_points_won: won, channel_points_used: 500 }],
  },
  {
    ...no,
    users: 3,
    channel_points: 5000,
    top_predictors: [{ ...by(cast.two), channel_points_won: lost, channel_points_used: 5000 }],
  },
]

export const predictionSamples = {
  'channel.prediction.begin': { ...prediction, outcomes: [yes, no], locks_at: laterAt },
  'channel.prediction.progress': { ...prediction, outcomes: bets(null, null), locks_at: laterAt },
  'channel.prediction.lock': { ...prediction, outcomes: bets(null, null), locked_at: laterAt },
  'channel.prediction.end': {
    ...prediction,
    winning_outcome_id: yes.id,
    outcomes: bets(10_000, null),
    status: 'resolved',
    ended_at: '2026-03-01T20:20:00.123456789Z',
  },
} satisfies Record<string, Sample>
