import { z } from 'zod'
import { defineEvent } from './define.ts'

const queue = { feeds: ['stream'] as const }
const cue = z.string().min(1).max(128)
/** Which page says so. */
const receipt = z.object({ cue, overlay: z.string().min(1).max(64), instance: z.string().min(1).max(64) })
const exampleCue = 'cue_01999999-0000-7000-8000-000000000001'
const exampleReceipt: z.infer<typeof receipt> = { cue: exampleCue, overlay: 'alerts', instance: 'alerts_1' }

/** How the streamer steers the cue queue, and what pages say of their cues. */
export const cueEvents = [
  defineEvent('queue.held', { ...queue, payload: z.object({}), example: {} }),
  defineEvent('queue.resumed', { ...queue, payload: z.object({}), example: {} }),
  defineEvent('queue.cleared', { ...queue, payload: z.object({}), example: {} }),
  defineEvent('queue.do_not_disturb.changed', { ...queue, payload: z.object({ on: z.boolean() }), example: { on: true } }),
  defineEvent('queue.mute.changed', {
    ...queue,
    payload: z.object({ kind: z.string().min(1).max(128), on: z.boolean() }),
    example: { kind: 'channel.followed', on: true },
  }),
  /** `cue` null: the foremost that was on. */
  defineEvent('cue.skipped', { ...queue, payload: z.object({ cue: cue.nullable() }), example: { cue: exampleCue } }),
  defineEvent('cue.removed', { ...queue, payload: z.object({ cue }), example: { cue: exampleCue } }),
  defineEvent('cue.moved', {
    ...queue,
    /** `before` null: to the end of its layer's line. */
    payload: z.object({ cue, before: cue.nullable() }),
    example: { cue: exampleCue, before: null },
  }),
  defineEvent('cue.shown', { payload: receipt, example: exampleReceipt }),
  defineEvent('cue.finished', { payload: receipt, example: exampleReceipt }),
] as const
