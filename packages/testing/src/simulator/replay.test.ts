import { expect, test } from 'bun:test'
import { RecordingError, replay } from './replay.ts'

const recorded = (seq: number, inserted_at: string) =>
  JSON.stringify({
    id: `evt_01999999-0000-7000-8000-${String(seq).padStart(12, '0')}`,
    position: seq,
    session: 's',
    seq,
    type: 'channel.followed',
    source: 'twitch',
    actor: 'twitch:1',
    payload: { user: { id: '1', login: 'a', name: 'A' } },
    metadata: { correlation_id: 'c', origin: 'live', occurred_at: inserted_at },
    idempotency_key: 'k',
    inserted_at,
  })

test('a session is sent again with its own gaps, faster, as a replay', async () => {
  const lines = [recorded(1, '2026-01-01T20:00:00.000Z'), '', recorded(2, '2026-01-01T20:00:10.000Z')]
  const events = await Array.fromAsync(replay(lines, { speed: 10, run: 'r' }))
  expect(events.map(({ atMs }) => atMs)).toEqual([0, 1_000])
  expect(events[1]?.event).toEqual({
    type: 'channel.followed',
    source: 'twitch',
    actor: 'twitch:1',
    payload: { user: { id: '1', login: 'a', name: 'A' } },
    metadata: { correlation_id: 'c', origin: 'replay', occurred_at: '2026-01-01T20:00:10.000Z' },
    idempotency_key: 'replay:r:3',
  })
})

test('a clock that steps back makes no one wait, and an event without a time comes with the one before', async () => {
  const fresh = JSON.stringify({ type: 'a.b', actor: 'x', payload: {} })
  const lines = [recorded(1, '2026-01-01T20:00:05.000Z'), recorded(2, '2026-01-01T20:00:00.000Z'), fresh]
  const events = await Array.fromAsync(replay(lines, { speed: 1, run: 'r' }))
  expect(events.map(({ atMs }) => atMs)).toEqual([0, 0, 0])
})

test.each([
  ['{', 'line 1 is not JSON'],
  ['{"type":"a b","actor":"x","payload":{}}', 'line 1 is no event: type'],
])('%s is refused by its line', async (line, message) => {
  const failure = await Array.fromAsync(replay([line], { speed: 1, run: 'r' })).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(RecordingError)
  expect(String(failure)).toContain(message)
})
