import { describe, expect, test } from 'bun:test'
import { type Event, TrainState } from '@landale/protocol'
import { makeEvent as event, startedAt, viewer } from './event-maker.fixture.ts'
import { noTrains, reduceTrains, Trains, trainsAt } from './train.ts'

const setting = { window_ms: 300_000, from: 2 }
const after = (...events: Event[]) =>
  events.reduce((trains, one) => reduceTrains(Trains.parse(JSON.parse(JSON.stringify(trains))), one, setting), noTrains)
const at = (atMs: number, ...events: Event[]) => TrainState.parse(trainsAt(after(...events), startedAt + atMs, setting))
const sub = (atMs: number, name = 'Wren', origin: 'live' | 'test' | 'replay' = 'live') =>
  event('channel.subscribed', { atMs, origin, payload: { user: viewer('1', name), tier: '1000', is_gift: false } })
const gift = (atMs: number, total: number) =>
  event('channel.subscription.gifted', { atMs, payload: { user: viewer('2', 'Moss'), tier: '1000', total } })

describe('the sub train', () => {
  test('is shown from its second sub on, and each lets it go on', () => {
    expect(at(1_000, sub(0)).sub).toBeNull()
    const { sub: train } = at(250_000, sub(0), sub(200_000, 'Fern'))
    expect(train).toMatchObject({ subs: 2, started_at: startedAt, expires_at: startedAt + 500_000 })
    expect(train?.last).toEqual({ name: 'Fern', subs: 1, at: startedAt + 200_000 })
  })

  test('takes a gift by its number and once, and ends when nobody comes', () => {
    const given = event('channel.subscribed', { atMs: 10, payload: { user: viewer('3'), tier: '1000', is_gift: true } })
    expect(at(20, gift(0, 5), given, given).sub).toMatchObject({ subs: 5, last: { name: 'Moss', subs: 5 } })
    expect(at(300_000, gift(0, 5)).sub).toBeNull()
    expect(at(400_000, gift(0, 5), sub(350_000), sub(360_000)).sub).toMatchObject({ subs: 2, is_record: false })
  })

  test('knows when it is longer than any before it', () => {
    const first = gift(0, 5)
    expect(at(10, first).sub?.is_record).toBe(false)
    expect(at(400_002, first, gift(400_000, 5)).sub?.is_record).toBe(false)
    expect(at(400_002, first, gift(400_000, 5), sub(400_001)).sub).toMatchObject({ subs: 6, is_record: true })
  })

  test('carries what is tried by itself: it never rides with what is real, and makes no record', () => {
    expect(at(10, sub(0), sub(1, 'Test', 'test'), sub(2)).sub).toMatchObject({ subs: 2 })
    const tried = [sub(0, 'a', 'test'), sub(1, 'b', 'test')]
    expect(at(10, ...tried).sub).toMatchObject({ subs: 2 })
    expect(at(10, ...tried, gift(5, 3)).sub).toMatchObject({ subs: 3, is_record: false })
    expect(at(10, sub(0), sub(1, 'again', 'replay')).sub).toBeNull()
  })
})

test('the hype train is as Twitch says, until Twitch says that it is over or its time is up', () => {
  const [started, progressed] = [event('hype_train.started'), event('hype_train.progressed', { atMs: 5 })]
  const expires = Date.parse('2026-01-01T20:05:00.000Z')
  expect(trainsAt(after(started, progressed), expires - 1, setting).hype).toMatchObject({
    level: 2,
    progress: 700,
    started_at: startedAt,
  })
  expect(trainsAt(after(started), expires, setting).hype).toBeNull()
  expect(trainsAt(after(started, event('hype_train.ended')), expires - 1, setting).hype).toBeNull()
})
