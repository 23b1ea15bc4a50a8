import { describe, expect, test } from 'bun:test'
import type { CueRule, Event, ShowsConfig } from '@landale/protocol'
import { createDirector, Director, openingNight } from './director.ts'
import { makeEvent as event, viewer } from './event-maker.fixture.ts'
import { defaultShows } from './show/default-shows.ts'

const direct = createDirector({ maxCues: 200 })
// Saved and read back at every event, as a server that is killed does.
const after = (...events: Event[]) =>
  events.reduce((director, one) => direct(Director.parse(JSON.parse(JSON.stringify(director))), one), openingNight)
const configured = (config: unknown, origin: 'live' | 'test' = 'live') =>
  event('stage.configured', { origin, payload: { config } })
const withCues = (...cues: CueRule[]): ShowsConfig => ({ ...defaultShows, cues })
const rule = (change: Partial<CueRule>): CueRule => ({
  on: 'chat.message.sent',
  layer: 'midground',
  priority: 10,
  size: 'nod',
  duration_ms: 2_000,
  say: { name: '{user.name}', deed: 'says hello' },
  ...change,
})
const waiting = ({ queue }: Director) => queue.lanes.midground.waiting.length + (queue.lanes.midground.playing === null ? 0 : 1)
const said = (id: string, atMs = 0) =>
  event('chat.message.sent', {
    atMs,
    actor: `twitch:${id}`,
    payload: { message_id: `${id} ${atMs}`, user: viewer(id), text: 'hi' },
  })

describe('each event is read by the rules of its time', () => {
  test('from the event on that brings them, and not before', () => {
    const rules = configured(withCues(rule({})))
    expect(waiting(after(said('1'), rules, said('2')))).toBe(1)
  })

  test('and what cannot be read, or is only tried, changes none of them', () => {
    const rules = configured(withCues(rule({})))
    for (const other of [configured({ shows: 'all' }), configured(withCues(), 'test')])
      expect(after(rules, other).config.cues).toHaveLength(1)
  })

  test('and those of the show that is on', () => {
    const rules = configured(withCues(rule({ shows: ['coding'] })))
    const pinned = event('show.pinned', { payload: { show: 'coding' } })
    expect(waiting(after(rules, said('1')))).toBe(0)
    expect(waiting(after(rules, pinned, said('1')))).toBe(1)
    expect(waiting(after(rules, event('show.pinned', { origin: 'test', payload: { show: 'coding' } }), said('1')))).toBe(0)
  })
})

describe('a rule', () => {
  test('of the first time takes each once a broadcast', () => {
    const rules = configured(withCues(rule({ first_time: true })))
    expect(waiting(after(rules, said('1'), said('1', 1), said('2', 2)))).toBe(2)
    expect(waiting(after(rules, said('1'), event('broadcast.started', { atMs: 1, payload: {} }), said('1', 2)))).toBe(2)
  })

  test('with a cooldown lets the next one in when it is over, and files the others', () => {
    const rules = configured(withCues(rule({ cooldown_ms: 60_000 })))
    const { queue } = after(rules, said('1'), said('2', 30_000), said('3', 60_000))
    expect(queue.settled.map(({ outcome }) => String(outcome)).toSorted()).toEqual(['cooling_down', 'unseen'])
    expect(queue.lanes.midground.playing?.cue.actor).toBe('twitch:3')
  })

  test('is the first that fits: the greater cheer has the greater alert, and a merged one is said as its sum', () => {
    const cheer = (bits: number, atMs: number) =>
      event('channel.cheered', { atMs, actor: 'twitch:1', payload: { user: viewer('1'), bits, message: '' } })
    const size = (...events: Event[]) => after(...events).queue.lanes.midground.playing?.cue
    expect(size(cheer(100, 0))).toMatchObject({ size: 'cheer', payload: { figure: '100 bits' } })
    expect(size(cheer(5_000, 0))).toMatchObject({ size: 'room' })
    expect(size(cheer(4_000, 0), cheer(1_500, 500))).toMatchObject({
      size: 'room',
      amount: 5_500,
      payload: { figure: '5,500 bits' },
    })
  })
})

test('an event that changes nothing gives the very same director', () => {
  const night = after(event('channel.raided'))
  expect(direct(night, event('chat.message.deleted', { atMs: 5 }))).toBe(night)
})
