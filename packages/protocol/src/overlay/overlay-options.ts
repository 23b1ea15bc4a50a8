import type { OptionsDefinition, OptionsOf } from './option.ts'
import { alertsOptions } from './options/alerts.ts'
import { captionsOptions } from './options/captions.ts'
import { chatOptions } from './options/chat.ts'
import { clockOptions } from './options/clock.ts'
import { creditsOptions } from './options/credits.ts'
import { emotesOptions } from './options/emotes.ts'
import { goalsOptions } from './options/goals.ts'
import { ironmonOptions } from './options/ironmon.ts'
import { nowPlayingOptions } from './options/now-playing.ts'
import { stageOptions } from './options/stage.ts'
import { takeoverOptions } from './options/takeover.ts'
import { tickerOptions } from './options/ticker.ts'
import { timerOptions } from './options/timer.ts'
import { trainOptions } from './options/train.ts'

/** Every overlay's, by its name. A page imports its own alone, so that it carries no other's. */
export const overlayOptions = {
  stage: stageOptions,
  alerts: alertsOptions,
  takeover: takeoverOptions,
  chat: chatOptions,
  captions: captionsOptions,
  ticker: tickerOptions,
  goals: goalsOptions,
  train: trainOptions,
  timer: timerOptions,
  'now-playing': nowPlayingOptions,
  emotes: emotesOptions,
  credits: creditsOptions,
  ironmon: ironmonOptions,
  clock: clockOptions,
} as const satisfies Readonly<Record<string, OptionsDefinition>>

/** What a page named so reads of its address. */
export type OverlayOptionsOf<Name extends keyof typeof overlayOptions> = OptionsOf<(typeof overlayOptions)[Name]>
