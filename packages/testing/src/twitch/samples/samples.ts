import { chatSamples } from './chat.ts'
import { goalSamples } from './goals.ts'
import { noticeSamples } from './notices.ts'
import { rewardSamples } from './rewards.ts'
import type { Sample } from './sample.ts'
import { streamSamples } from './stream.ts'
import { hypeTrainSamples, supportSamples } from './support.ts'
import { pollSamples, predictionSamples } from './votes.ts'

/** An `event` of each subscription type, with the fields that Twitch documents. */
export const samples = {
  ...streamSamples,
  ...supportSamples,
  ...hypeTrainSamples,
  ...chatSamples,
  ...noticeSamples,
  ...rewardSamples,
  ...pollSamples,
  ...predictionSamples,
  ...goalSamples,
} satisfies Record<string, Sample>

export type SampleType = keyof typeof samples

/** The sample of a type, some of its top fields replaced; each call gives its own copy. */
export const sampleEvent = (type: SampleType, overrides: Sample = {}): Record<string, unknown> => ({
  ...structuredClone(samples[type]),
  ...overrides,
})
