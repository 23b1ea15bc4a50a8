import { expect, test } from 'bun:test'
import type { Event } from '@landale/protocol'
import { KnownMusic, noMusic, reduceMusic } from './known-music.ts'

const song = { title: 'Aquatic Ambience', artist: 'David Wise' }

function play(steps: readonly [source: string, type: string, payload?: object][]): KnownMusic {
  return steps.reduce(
    (music, [source, type, payload = {}], index) => reduceMusic(music, event(index + 1, source, `music.${type}`, { ...payload })),
    noMusic,
  )
}

function event(position: number, source: string, type: string, payload: Record<string, unknown>): Event {
  const at = '2026-03-01T20:00:00.000Z'
  return {
    id: `evt_01999999-0000-7000-8000-${String(position).padStart(12, '0')}`,
    position,
    session: 'session',
    seq: position,
    type,
    source,
    actor: 'system',
    payload,
    metadata: { correlation_id: 'c', origin: 'live', occurred_at: at },
    inserted_at: at,
  }
}

test('each source’s music is known by itself, and fits its snapshot', () => {
  const music = play([
    ['player', 'song.changed', { ...song, duration_ms: 203_000 }],
    ['rainwave', 'song.changed', { ...song, station: 'Game' }],
    ['player', 'paused'],
    ['rainwave', 'stopped'],
  ])
  expect(music).toEqual({ player: { state: 'paused', song }, rainwave: { state: 'stopped' } })
  expect(KnownMusic.parse(JSON.parse(JSON.stringify(music)))).toEqual(music)
})

test('a paused song goes on, and another song is on at once', () => {
  expect(
    play([
      ['player', 'song.changed', song],
      ['player', 'paused'],
      ['player', 'resumed'],
    ]).player,
  ).toMatchObject({ state: 'playing' })
  const other = { ...song, title: 'Stickerbush Symphony' }
  expect(
    play([
      ['player', 'song.changed', song],
      ['player', 'paused'],
      ['player', 'song.changed', other],
    ]).player,
  ).toEqual({
    state: 'playing',
    song: other,
  })
})

test('what says nothing of it leaves the very same state', () => {
  expect(
    play([
      ['dashboard', 'song.changed', song],
      ['player', 'stopped'],
      ['player', 'paused'],
      ['rainwave', 'resumed'],
    ]),
  ).toBe(noMusic)
})
