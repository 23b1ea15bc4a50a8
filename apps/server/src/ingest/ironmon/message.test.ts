import { describe, expect, test } from 'bun:test'
import { parseMessage, toMilliseconds } from './message.ts'

const examples = {
  init: { version: '8.6.0', game: 3 },
  seed: { count: 1_482 },
  checkpoint: { id: 5, name: 'BROCK', seed: 1_482 },
  location: { id: 88 },
  battle_start: { trainer: 'Rival', pokemon: [{ species: 'Eevee' }] },
  battle_end: { result: 'win', pokemon: [] },
  pokemon_update: { team: [{ nickname: 'Ash♂' }] },
  item_update: { items: [{ id: 13 }] },
  stats_update: { stats: { hp: 132 } },
  error: { code: 'E1', message: 'no memory domain' },
  heartbeat: {},
}

describe.each(Object.entries(examples))('%s', (type, data) => {
  test('reads the same in both envelopes', () => {
    expect(parseMessage({ type, metadata: data })).toMatchObject({ kind: 'message', message: { type, data, frame: null } })
    const second = { type, data, timestamp: 1_767_297_600, frame: 60 }
    expect(parseMessage(second)).toMatchObject({
      kind: 'message',
      message: { type, data, occurredAtMs: 1_767_297_600_000, frame: 60 },
    })
  })
})

test('a heartbeat needs no body', () => {
  expect(parseMessage({ type: 'heartbeat' }).kind).toBe('message')
})

test('Lua’s empty table is an empty list and an empty object', () => {
  expect(parseMessage({ type: 'pokemon_update', data: { team: {} } })).toMatchObject({ message: { data: { team: [] } } })
  expect(parseMessage({ type: 'stats_update', data: { stats: [] } })).toMatchObject({ message: { data: { stats: {} } } })
})

test.each([
  [{ type: 'seed', metadata: { count: '12' } }, 'metadata.count'],
  [{ type: 'seed', data: { count: 1.5 } }, 'data.count'],
  [{ type: 'seed', data: { count: -1 } }, 'data.count'],
  [{ type: 'seed' }, 'metadata'],
  [{ type: 'init', data: { version: '1', game: 4 } }, 'data.game'],
  [{ type: 'checkpoint', data: { id: 1, name: '' } }, 'data.name'],
  [{ type: 'battle_end', data: { result: 'draw', pokemon: [] } }, 'data.result'],
  [{ type: 'pokemon_update', data: { team: {} }, timestamp: 'noon' }, 'timestamp'],
  [{}, 'type'],
])('%j is refused by the path of its fault', (body, path) => {
  const parsed = parseMessage(body)
  expect(parsed.kind).toBe('invalid')
  if (parsed.kind === 'invalid') expect(parsed.fault).toStartWith(`${path}: `)
})

test.each(['shiny', 'toString', '__proto__'])('the type %s is unknown', (type) => {
  expect(parseMessage({ type, data: {} })).toEqual({ kind: 'unknown', type })
})

test('a timestamp’s magnitude tells its unit', () => {
  expect(toMilliseconds(1_767_297_600)).toBe(1_767_297_600_000)
  expect(toMilliseconds(1_767_297_600.25)).toBe(1_767_297_600_250)
  expect(toMilliseconds(1_767_297_600_123)).toBe(1_767_297_600_123)
  expect(toMilliseconds(3_600)).toBeNull()
  expect(toMilliseconds(-1)).toBeNull()
  expect(toMilliseconds(1e300)).toBeNull()
})
