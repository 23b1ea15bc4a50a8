import type { RegisteredType } from '@landale/protocol'
import type { StoryName } from './stories.ts'

const second = 1_000
const minute = 60_000

/** When a story is first told, and how long it takes on average until it is told again. */
export type Schedule = { story: StoryName; firstMs: number; everyMs: number }

export type Scenario = { opening: readonly RegisteredType[]; stories: readonly Schedule[]; closing: readonly RegisteredType[] }

const tell = (story: StoryName, firstMs: number, everyMs: number): Schedule => ({ story, firstMs, everyMs })

const opening = ['system.started', 'broadcast.started', 'channel.updated', 'scene.changed', 'music.song.changed'] as const
const closing = ['broadcast.stopped', 'system.stopped'] as const

/** What any evening has. Chat fills every moment that a story does not. */
const evening = [
  tell('speech', 2 * second, 9 * second),
  tell('follow', 5 * second, 40 * second),
  tell('redemption', 12 * second, 45 * second),
  tell('cheer', 20 * second, 70 * second),
  tell('subscription', 30 * second, 90 * second),
  tell('resubscription', 35 * second, 100 * second),
  tell('song', 50 * second, 3 * minute),
  tell('scene', 70 * second, 4 * minute),
]

export const scenarios = {
  quiet: {
    opening,
    stories: [
      ...evening,
      tell('recording', 3 * second, 12 * minute),
      tell('moderation', 40 * second, 4 * minute),
      tell('poll', 55 * second, 10 * minute),
      tell('prediction', 80 * second, 12 * minute),
      tell('ads', 100 * second, 15 * minute),
      tell('unsubscription', 110 * second, 15 * minute),
      tell('silence', 130 * second, 15 * minute),
      tell('takeover', 150 * second, 30 * minute),
      tell('outage', 185 * second, 30 * minute),
      tell('title', 200 * second, 20 * minute),
      tell('sweep', 240 * second, 30 * minute),
      tell('streaming', 2 * second, 30 * minute),
      tell('studio', 25 * second, 15 * minute),
      tell('steering', 45 * second, 15 * minute),
      tell('notice', 65 * second, 8 * minute),
      tell('rewards', 75 * second, 20 * minute),
      tell('regulars', 85 * second, 15 * minute),
      tell('pause', 95 * second, 15 * minute),
    ],
    closing,
  },
  raid: {
    opening,
    stories: [
      ...evening,
      tell('raid', 10 * second, 75 * second),
      tell('shoutout', 25 * second, 2 * minute),
      tell('moderation', 30 * second, 60 * second),
      tell('giftBomb', 50 * second, 2 * minute),
    ],
    closing,
  },
  subathon: {
    opening,
    stories: [
      ...evening,
      tell('goal', 2 * second, 4 * minute),
      tell('giftBomb', 6 * second, 25 * second),
      tell('subscription', 4 * second, 8 * second),
      tell('resubscription', 7 * second, 10 * second),
      tell('cheer', 9 * second, 12 * second),
      tell('hypeTrain', 15 * second, 4 * minute),
      tell('donation', 25 * second, 45 * second),
    ],
    closing,
  },
  ironmon: {
    opening,
    stories: [
      ...evening,
      tell('run', 1 * second, 80 * second),
      tell('battle', 5 * second, 18 * second),
      tell('checkpoint', 14 * second, 20 * second),
    ],
    closing,
  },
} as const satisfies Record<string, Scenario>

export type ScenarioName = keyof typeof scenarios

export const scenarioNames = Object.keys(scenarios) as [ScenarioName, ...ScenarioName[]]
