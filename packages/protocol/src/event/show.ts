import { z } from 'zod'
import { SettingId } from '../show/setting-id.ts'
import { ShowsConfig } from '../show/shows-config.ts'
import { defineEvent } from './define.ts'

const show = { feeds: ['stream'] as const }
const tally = { feeds: ['goals'] as const }
const timer = z.object({ timer: SettingId })

const exampleConfig: z.infer<typeof ShowsConfig> = {
  shows: [{ id: 'variety', title: 'Variety', furniture: ['ticker'], beside: ['train'], ticker: ['followers'] }],
  fallback: 'variety',
  cues: [
    {
      on: 'channel.followed',
      layer: 'midground',
      priority: 20,
      size: 'nod',
      duration_ms: 4_000,
      say: { name: '{user.name}', deed: 'followed' },
    },
  ],
  ticker: { every_ms: 20_000 },
  train: { window_ms: 300_000, from: 2 },
  goals: [],
  counters: [],
  timers: [],
}

/** Which show is on, by which rules, and what is counted by hand. */
export const showEvents = [
  /** The whole configuration, so that whoever reads the log again reads each event by the rules of its time. */
  defineEvent('stage.configured', {
    feeds: ['stream', 'goals'],
    payload: z.object({ config: ShowsConfig }),
    example: { config: exampleConfig },
  }),
  defineEvent('show.pinned', { ...show, payload: z.object({ show: SettingId }), example: { show: 'variety' } }),
  defineEvent('show.unpinned', { ...show, payload: z.object({}), example: {} }),
  defineEvent('counter.changed', {
    ...tally,
    /** To a value, or by so many. */
    payload: z.object({ counter: SettingId, value: z.int().optional(), add: z.int().optional() }),
    example: { counter: 'deaths', add: 1 },
  }),
  defineEvent('goal.changed', {
    ...tally,
    payload: z.object({
      goal: SettingId,
      label: z.string().min(1).max(80).optional(),
      /** Where it stands: at a number, or so many further. */
      current: z.int().nonnegative().optional(),
      add: z.int().optional(),
      target: z.int().positive().optional(),
    }),
    example: { goal: 'subs', current: 40 },
  }),
  /** Begins, or goes on after a pause; `duration_ms` where it begins with another time than its own. */
  defineEvent('timer.started', {
    ...tally,
    payload: timer.extend({ duration_ms: z.int().positive().optional() }),
    example: { timer: 'subathon', duration_ms: 14_400_000 },
  }),
  defineEvent('timer.paused', { ...tally, payload: timer, example: { timer: 'subathon' } }),
  defineEvent('timer.extended', {
    ...tally,
    payload: timer.extend({ add_ms: z.int() }),
    example: { timer: 'subathon', add_ms: 300_000 },
  }),
  defineEvent('timer.stopped', { ...tally, payload: timer, example: { timer: 'subathon' } }),
] as const
