import { expect, test } from 'bun:test'
import { announceMs, formOf, type Memory, progressOf, remember, type Song } from './announcement.ts'

const song: Song = {
  title: 'Aquatic Ambience',
  artist: 'David Wise',
  album: null,
  station: null,
  art_url: null,
  duration_ms: 200_000,
  began_at: 0,
  source: 'player',
}
const playing = (change: Partial<Song> = {}) => ({ song: { ...song, ...change }, is_paused: false })
const paused = { song, is_paused: true }
const silence = { song: null, is_paused: false }
const after = (...states: readonly [Parameters<typeof remember>[1], number][]): Memory => {
  let memory: Memory | undefined
  for (const [state, now] of states) memory = remember(memory, state, now)
  if (memory === undefined) throw new Error('nothing was said')
  return memory
}

test('a song that begins is news for twelve seconds, and then steps aside or leaves', () => {
  const memory = after([silence, 0], [playing(), 1_000])
  expect(formOf(memory, 'always', 1_000)).toEqual({ form: 'full', lookAgainAt: 13_000 })
  expect(formOf(memory, 'always', 13_000).form).toBe('small')
  expect(formOf(memory, 'announce', 13_000).form).toBe('hidden')
})

test('a page that comes late announces only what has just begun', () => {
  expect(formOf(after([playing(), 5_000]), 'always', 5_000)).toEqual({ form: 'full', lookAgainAt: announceMs })
  expect(formOf(after([playing(), 11_500]), 'always', 11_500).form).toBe('small')
  expect(formOf(after([playing({ began_at: null }), 5_000]), 'always', 5_000).form).toBe('small')
  expect(formOf(after([paused, 5_000]), 'always', 5_000).form).toBe('small')
})

test('another song is news, and the same one said again is not', () => {
  expect(after([playing(), 60_000], [playing({ title: 'Stickerbush' }), 70_000]).announcedAt).toBe(70_000)
  expect(after([silence, 0], [playing(), 1_000], [playing({ began_at: 500 }), 9_000]).announcedAt).toBe(1_000)
})

test('music that stops is no longer shown', () => {
  expect(formOf(after([playing(), 0], [silence, 1_000]), 'always', 1_000)).toEqual({ form: 'hidden', lookAgainAt: null })
})

test('progress stands still while the song does, and goes on from where it was', () => {
  expect(progressOf(song, after([playing(), 0]), 50_000)).toBe(0.25)
  const still = after([playing(), 0], [paused, 50_000], [paused, 60_000])
  expect(progressOf(song, still, 90_000)).toBe(0.25)
  const on = playing({ began_at: 40_000 })
  expect(progressOf(on.song, after([playing(), 0], [paused, 50_000], [on, 90_000]), 90_000)).toBe(0.25)
})

test('progress is not guessed', () => {
  expect(progressOf(song, after([paused, 50_000]), 60_000)).toBeNull()
  expect(progressOf({ ...song, duration_ms: null }, after([playing(), 0]), 1_000)).toBeNull()
  expect(progressOf({ ...song, began_at: null }, after([playing(), 0]), 1_000)).toBeNull()
  expect(progressOf(song, after([playing(), 0]), 500_000)).toBe(1)
})
