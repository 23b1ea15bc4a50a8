import { describe, expect, test } from 'bun:test'
import type { Event, ShowsConfig } from '@landale/protocol'
import { makeEvent as event, startedAt, viewer } from '../event-maker.fixture.ts'
import { defaultShows } from '../show/default-shows.ts'
import { countersOf } from './counters.ts'
import { goalsOf } from './goals.ts'
import { nothingCounted, reduceTallies, Tallies } from './tallies.ts'
import { timersOf } from './timers.ts'

const minute = 60_000
const config: ShowsConfig = {
  ...defaultShows,
  shows: defaultShows.shows.map((show) => ({ ...show, ticker: [] })),
  goals: [
    { id: 'tonight', label: 'Tonight', counts: 'subs', target: 10, since: 'broadcast' },
    { id: 'ever', label: 'Ever', counts: 'follows', target: 2, since: 'ever' },
    { id: 'hand', label: 'By hand', counts: 'hand', target: 5, since: 'ever' },
  ],
  counters: [{ id: 'deaths', label: 'Deaths', counts: [{ on: 'channel.reward.redeemed', when: { 'reward.title': 'Oops' } }] }],
  timers: [
    {
      id: 'subathon',
      label: 'Subathon',
      duration_ms: 60 * minute,
      cap_ms: 70 * minute,
      rules: [
        { on: 'channel.subscribed', when: { is_gift: false }, add_ms: 5 * minute },
        { on: 'channel.cheered', add_ms: minute, per: { field: 'bits', each: 100 } },
      ],
    },
  ],
}
const configured = event('stage.configured', { payload: { config } })
// Saved and read back at every event, as a server that is killed does.
const after = (...events: Event[]) =>
  [configured, ...events].reduce(
    (state, one) => reduceTallies(Tallies.parse(JSON.parse(JSON.stringify(state))), one),
    nothingCounted,
  )
const goals = (...events: Event[]) => goalsOf(after(...events).goals, config.goals).map(({ id, current }) => [id, current])
const timer = (atMs: number, ...events: Event[]) => timersOf(after(...events).timers, config.timers, startedAt + atMs)[0]
const gift = event('channel.subscription.gifted', { payload: { user: null, tier: '1000', total: 7 } })
const sub = (atMs = 0) =>
  event('channel.subscribed', { atMs, payload: { user: viewer('1', 'Wren'), tier: '1000', is_gift: false }, actor: 'twitch:1' })

describe('a goal', () => {
  test('counts what is live by itself, a gift once, and says when it was reached', () => {
    const given = event('channel.subscribed', { payload: { user: viewer('2'), tier: '1000', is_gift: true } })
    const follows = [
      event('channel.followed'),
      event('channel.followed', { atMs: 500 }),
      event('channel.followed', { atMs: 900 }),
    ]
    expect(
      goals(
        gift,
        given,
        given,
        sub(),
        event('channel.followed', { origin: 'test' }),
        event('channel.followed', { origin: 'replay' }),
      ),
    ).toEqual([
      ['tonight', 8],
      ['ever', 0],
      ['hand', 0],
    ])
    const [, ever] = goalsOf(after(...follows).goals, config.goals)
    expect(ever).toMatchObject({ current: 3, target: 2, reached_at: startedAt + 500 })
  })

  test('of a broadcast begins at nothing with each, and another does not', () => {
    const events = [gift, event('channel.followed'), event('broadcast.started'), sub()]
    expect(goals(...events)).toEqual([
      ['tonight', 1],
      ['ever', 1],
      ['hand', 0],
    ])
  })

  test('is changed by hand: what it is called, where it stands, what it is for', () => {
    const change = event('goal.changed', { payload: { goal: 'hand', label: 'Chairs', current: 5, target: 6 } })
    const once = goalsOf(after(change).goals, config.goals)[2]
    expect(once).toMatchObject({ label: 'Chairs', current: 5, target: 6, reached_at: null })
    const lower = event('goal.changed', { atMs: 9, payload: { goal: 'hand', target: 5 } })
    expect(goalsOf(after(change, lower).goals, config.goals)[2]).toMatchObject({ current: 5, reached_at: startedAt + 9 })
    expect(goals(event('goal.changed', { payload: { goal: 'gone', current: 5 } }))).toEqual(goals())
    const add = (by: number) => event('goal.changed', { payload: { goal: 'hand', add: by } })
    expect(goalsOf(after(change, add(2), add(-1)).goals, config.goals)[2]).toMatchObject({ current: 6 })
    expect(goalsOf(after(add(-3)).goals, config.goals)[2]).toMatchObject({ current: 0 })
  })

  test('that Twitch counts stands beside them as long as Twitch has it', () => {
    const [started, progressed, ended] = [event('goal.started'), event('goal.progressed'), event('goal.ended')]
    expect(goalsOf(after(started, progressed).goals, config.goals).at(-1)).toMatchObject({
      id: 'twitch:goal-1',
      label: 'A new chair',
      current: 72,
    })
    expect(goals(started, progressed, ended)).toHaveLength(3)
  })
})

test('a counter is set, changed by so many, and counts by itself what it is told to', () => {
  const value = (...events: Event[]) => countersOf(after(...events).counters, config.counters)[0]?.value
  const change = (payload: object) => event('counter.changed', { payload: { counter: 'deaths', ...payload } })
  const reward = { user: viewer('1'), redemption_id: 'r', reward: { id: 'x', title: 'Oops', cost: 1 } }
  expect(value(change({ value: 4 }), change({ add: -1 }), event('channel.reward.redeemed', { payload: reward }))).toBe(4)
  expect(value(change({ add: 1 }), event('channel.reward.redeemed'))).toBe(1)
  expect(value(change({ value: 999_999_999 }), change({ add: 5 }))).toBe(999_999_999)
})

describe('a timer', () => {
  const start = event('timer.started', { payload: { timer: 'subathon' } })

  test('waits with what it begins with, runs, and is over when its time is', () => {
    expect(timer(0)).toMatchObject({ status: 'stopped', left_ms: 60 * minute, ends_at: null })
    expect(timer(10 * minute, start)).toMatchObject({ status: 'running', left_ms: 50 * minute, ends_at: startedAt + 60 * minute })
    expect(timer(61 * minute, start, sub(61 * minute))).toMatchObject({ left_ms: 0, last_added: null })
  })

  test('is added to by what its rules say, and never past its cap', () => {
    const bits = event('channel.cheered', {
      atMs: minute,
      payload: { user: viewer('1', 'Wren'), bits: 250, message: '' },
      actor: 'twitch:1',
    })
    expect(timer(minute, start, bits)).toMatchObject({
      left_ms: 61.5 * minute,
      last_added: { add_ms: 2.5 * minute, name: 'Wren', at: startedAt + minute },
      is_capped: false,
    })
    const full = timer(0, start, sub(), sub(), sub())
    expect(full).toMatchObject({ left_ms: 70 * minute, is_capped: true, last_added: { add_ms: 5 * minute } })
    expect(timer(30 * minute, start, sub(), sub(), sub(30 * minute))).toMatchObject({ left_ms: 40 * minute })
  })

  test('keeps what is left while it is paused, is added to all the same, and goes on with it', () => {
    const pause = event('timer.paused', { atMs: 10 * minute, payload: { timer: 'subathon' } })
    const again = event('timer.started', { atMs: 30 * minute, payload: { timer: 'subathon', duration_ms: minute } })
    expect(timer(20 * minute, start, pause, sub(20 * minute))).toMatchObject({
      status: 'paused',
      left_ms: 55 * minute,
      ends_at: null,
    })
    expect(timer(40 * minute, start, pause, again)).toMatchObject({ status: 'running', left_ms: 40 * minute })
  })

  test('is added to and taken from by hand, but not below nothing, and ended', () => {
    const add = (add_ms: number) => event('timer.extended', { payload: { timer: 'subathon', add_ms } })
    expect(timer(0, start, add(-5 * minute), add(minute))).toMatchObject({ left_ms: 56 * minute })
    expect(timer(0, start, add(-100 * minute))).toMatchObject({ left_ms: 0 })
    expect(timer(0, start, event('timer.stopped', { payload: { timer: 'subathon' } }))).toMatchObject({ status: 'stopped' })
  })

  test('takes nothing of what is only tried', () => {
    const tried = { ...sub(), metadata: { ...sub().metadata, origin: 'test' as const } }
    expect(timer(0, start, tried)).toMatchObject({ left_ms: 60 * minute })
  })
})
