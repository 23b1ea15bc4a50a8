import type { Toss } from './toss.ts'

/** Where an emote's middle is, in px of the canvas, and how it is turned. */
export type Spot = { readonly x: number; readonly y: number; readonly angle: number }

/** What decides where emotes are: their fall, or, with less motion, a row. */
export type Places = {
  /** How many it has room for. */
  readonly room: number
  /** Whether what it is given comes in by light, since it does not come from anywhere. */
  readonly isStill: boolean
  put(key: string, toss: Toss): void
  /** It turned out to be no picture but a word, which is as large as this. */
  reshape(key: string, size: { readonly wide: number; readonly high: number }): void
  take(key: string): void
  /** A sixtieth of a second passes. */
  step(): void
  /** `share`: how much of the next step has passed. */
  spotOf(key: string, share: number): Spot | undefined
}
