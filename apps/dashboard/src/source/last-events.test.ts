import { expect, test } from 'bun:test'
import type { Event, SourceStatus } from '@landale/protocol'
import { lastEventOf, noteLastEvents } from './last-events.ts'

const at = (ms: number, source: string, origin = 'live') =>
  ({ source, inserted_at: new Date(ms).toISOString(), metadata: { origin } }) as Event
const status: SourceStatus = { name: 'twitch', state: 'ok', since: 0, last_event_at: 2_000, error: null }

test('the newest live event of a source counts, and of the platform’s own sources only', () => {
  const last = noteLastEvents(new Map(), [
    at(1_000, 'twitch'),
    at(3_000, 'twitch'),
    at(4_000, 'twitch', 'test'),
    at(5_000, 'mine'),
  ])
  expect([...last]).toEqual([['twitch', 3_000]])
  expect(noteLastEvents(last, [at(6_000, 'mine')])).toBe(last)
})

test('a source’s last event is the newer of what the server says and what the feed has seen', () => {
  expect(lastEventOf(status, new Map())).toBe(2_000)
  expect(lastEventOf(status, new Map([['twitch', 3_000]]))).toBe(3_000)
  expect(lastEventOf(status, new Map([['twitch', 1_000]]))).toBe(2_000)
  expect(lastEventOf({ ...status, last_event_at: null }, new Map([['ironmon', 1_000]]))).toBeNull()
})

test('what somebody else appends in the name of a source that is off is not its own', () => {
  const off = { ...status, state: 'off', last_event_at: null } as const
  expect(lastEventOf(off, new Map([['twitch', 3_000]]))).toBeNull()
})
