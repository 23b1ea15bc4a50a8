import { expect, test } from 'bun:test'
import type { Event } from '../event/event.ts'
import { type EventFilter, matchesFilter } from './filter.ts'

const at = Date.parse('2026-03-01T20:00:00.000Z')
const event: Event = {
  id: 'evt_01999999-0000-7000-8000-000000000001',
  position: 7,
  session: 'ses_1',
  seq: 3,
  type: 'channel.raided',
  source: 'twitch',
  actor: 'twitch:1',
  payload: { user: { id: '1', login: 'mossy_kettle', name: 'Mossy' }, viewers: 5 },
  metadata: { correlation_id: 'c', origin: 'live', occurred_at: '2026-03-01T19:00:00Z' },
  inserted_at: new Date(at).toISOString(),
}

test('what is not given does not narrow', () => {
  expect(matchesFilter(event, {})).toBe(true)
  expect(matchesFilter(event, { session: undefined, words: undefined, from: undefined })).toBe(true)
  expect(matchesFilter(event, { words: [] })).toBe(true)
  expect(matchesFilter(event, { type_prefix: '' })).toBe(true)
})

test.each<[EventFilter, EventFilter]>([
  [{ session: 'ses_1' }, { session: 'ses' }],
  [{ type: 'channel.raided' }, { type: 'channel' }],
  [{ type_prefix: 'channel.' }, { type_prefix: 'hannel.' }],
  [{ type_prefix: 'channel.raided' }, { type_prefix: 'channel.raided.' }],
  [{ source: 'twitch' }, { source: 'obs' }],
  [{ actor: 'twitch:1' }, { actor: 'twitch:12' }],
  [{ origin: 'live' }, { origin: 'test' }],
  [{ words: ['kettle', 'mossy'] }, { words: ['kettle', 'nobody'] }],
  [{ words: ['ket'] }, { words: ['ke'] }],
])('%j takes it, and %j does not', (taken, refused) => {
  expect(matchesFilter(event, taken)).toBe(true)
  expect(matchesFilter(event, refused)).toBe(false)
  expect(matchesFilter(event, { ...taken, ...refused })).toBe(false)
})

test('the time is the log’s: from is in it, to is not', () => {
  expect(matchesFilter(event, { from: at, to: at + 1 })).toBe(true)
  expect(matchesFilter(event, { from: at + 1 })).toBe(false)
  expect(matchesFilter(event, { to: at })).toBe(false)
  expect(matchesFilter(event, { from: at + 1, to: at })).toBe(false)
})

test('every field has to fit', () => {
  expect(matchesFilter(event, { session: 'ses_1', type_prefix: 'channel.', origin: 'live', words: ['mossy'], from: at })).toBe(
    true,
  )
  expect(matchesFilter(event, { session: 'ses_1', type_prefix: 'channel.', origin: 'replay', words: ['mossy'] })).toBe(false)
})

test('an event without a source is of none', () => {
  const { source: _, ...without } = event
  expect(matchesFilter(without, { source: 'twitch' })).toBe(false)
  expect(matchesFilter(without, {})).toBe(true)
})
