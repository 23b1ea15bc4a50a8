import type { Cue, LayerName, OverlayName, OverlayStateOf, TakeoverKind } from '@landale/protocol'
import { sampleSpeech } from '@/captions/sample-speech.ts'
import { sampleChat } from '@/chat/sample-chat.ts'
import { sampleCredits } from '@/credits/sample-credits.ts'
import { sampleDrops } from '@/emotes/sample-drops.ts'
import { sampleGoals } from '@/goals/sample-goals.ts'
import { sampleRun } from '@/ironmon/sample-run.ts'
import { sampleSong } from '@/now-playing/sample-song.ts'
import { sampleStage } from '@/stage/sample-stage.ts'
import { sampleTicker } from '@/ticker/sample-ticker.ts'
import { sampleTimers } from '@/timer/sample-timer.ts'
import { sampleTrain } from '@/train/sample-train.ts'

type Sample = Pick<Cue, 'kind' | 'layer' | 'size' | 'payload'>

/** One of every size, and names that are hard to set. */
export const samples: Readonly<Record<string, Sample>> = {
  follow: { kind: 'channel.followed', layer: 'midground', size: 'nod', payload: { name: 'Mossy_Kettle', deed: 'followed' } },
  sub: { kind: 'channel.subscribed', layer: 'midground', size: 'cheer', payload: { name: 'Mossy_Kettle', deed: 'subscribed' } },
  resub: {
    kind: 'channel.resubscribed',
    layer: 'midground',
    size: 'cheer',
    payload: { name: 'Mossy_Kettle', deed: 'subscribed for', figure: '26 months', message: 'Two years of this. Worth it.' },
  },
  cheer: {
    kind: 'channel.cheered',
    layer: 'midground',
    size: 'cheer',
    payload: { name: 'wren_at_the_window', deed: 'cheered', figure: '500 bits', message: 'For the run!' },
  },
  reward: {
    kind: 'channel.reward.redeemed',
    layer: 'midground',
    size: 'nod',
    payload: { name: 'Mossy_Kettle', deed: 'redeemed', figure: 'Drink some water' },
  },
  gift: {
    kind: 'channel.subscription.gifted',
    layer: 'foreground',
    size: 'cheer',
    payload: { name: 'Mossy_Kettle', deed: 'gifted', figure: '1 sub' },
  },
  bomb: {
    kind: 'channel.subscription.gifted',
    layer: 'foreground',
    size: 'room',
    payload: { name: 'Mossy_Kettle', deed: 'gifted', figure: '100 subs' },
  },
  raid: {
    kind: 'channel.raided',
    layer: 'foreground',
    size: 'room',
    payload: { name: 'Lanternfish', deed: 'is raiding with', figure: '148 viewers' },
  },
  long: {
    kind: 'channel.resubscribed',
    layer: 'midground',
    size: 'cheer',
    payload: {
      name: 'WWWWWWWWWWWWWWWWWWWWWWWWW_the_second_of_that_name',
      deed: 'subscribed for',
      figure: '1,204 months',
      message:
        'A message that goes on, and on, and does not come to its point before the line is full, nor before the second one is.',
    },
  },
  arabic: {
    kind: 'channel.resubscribed',
    layer: 'midground',
    size: 'cheer',
    payload: { name: 'مصباح_الليل', deed: 'subscribed for', figure: '3 months', message: 'مرحبا بالجميع 👋🏽 hello!' },
  },
  japanese: {
    kind: 'channel.raided',
    layer: 'foreground',
    size: 'room',
    payload: { name: '灯台守の猫🐈‍⬛', deed: 'is raiding with', figure: '12 viewers' },
  },
  lab: {
    kind: 'run.checkpoint.cleared',
    layer: 'foreground',
    size: 'nod',
    payload: { name: 'LAB', deed: 'cleared', figure: 'run 1482' },
  },
  brock: {
    kind: 'run.checkpoint.cleared',
    layer: 'foreground',
    size: 'cheer',
    payload: { name: 'BROCK', deed: 'cleared', figure: 'run 1482' },
  },
  giovanni: {
    kind: 'run.checkpoint.cleared',
    layer: 'foreground',
    size: 'room',
    payload: { name: 'GIOVANNI', deed: 'cleared', figure: 'run 1482' },
  },
  champ: {
    kind: 'run.checkpoint.cleared',
    layer: 'foreground',
    size: 'room',
    payload: { name: 'CHAMP', deed: 'cleared', figure: 'run 1482' },
  },
  standby: takeover('please-stand-by', { deed: 'Please stand by' }),
  technical: takeover('technical-difficulties', { deed: 'Technical difficulties', message: 'The router is thinking about it.' }),
  cover: takeover('screen-cover', { deed: 'One moment' }),
  custom: takeover('custom', { deed: 'Back at half past eight, with soup' }),
}

function takeover(kind: TakeoverKind, payload: Cue['payload']): Sample {
  return { kind: `takeover.${kind}`, layer: 'foreground', size: 'room', payload }
}

type SampleCueOptions = {
  id: string
  startsAt: number
  layer?: LayerName | undefined
  change?: Partial<Cue['payload']> | undefined
}

export function sampleCue(name: string, { id, startsAt, layer, change }: SampleCueOptions): Cue {
  const sample = samples[name]
  if (sample === undefined) throw new Error(`there is no sample ${name}; there are ${Object.keys(samples).join(', ')}`)
  const duration_ms = 8_000
  return {
    ...sample,
    id,
    layer: layer ?? sample.layer,
    payload: { ...sample.payload, ...change },
    priority: 0,
    starts_at: startsAt,
    duration_ms,
    expires_at: startsAt + duration_ms,
    origin: 'test',
  }
}

/** What each page is told, as if all that it can show were there. */
const states: { readonly [Name in OverlayName]: (now: number) => OverlayStateOf<Name> } = {
  stage: sampleStage,
  alerts: () => ({ cues: [] }),
  ironmon: (now) => ({ cues: [], run: sampleRun(now) }),
  takeover: () => ({ cues: [] }),
  chat: sampleChat,
  captions: sampleSpeech,
  'now-playing': sampleSong,
  ticker: sampleTicker,
  goals: sampleGoals,
  train: sampleTrain,
  timer: sampleTimers,
  emotes: sampleDrops,
  credits: sampleCredits,
  clock: (now) => ({ broadcast_started_at: now - 8_040_000 }),
}

export function sampleState<Name extends OverlayName>(name: Name, now: number): OverlayStateOf<Name> {
  return states[name](now)
}
