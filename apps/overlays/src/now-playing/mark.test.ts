import { expect, test } from 'bun:test'
import { markOf } from './mark.ts'

const mark = (artist: string, title = '') => markOf({ artist, title })

test('a song is marked by its artist’s first letter, whatever stands before it', () => {
  expect(['David Wise', '“weird” al', '…2 Mello', 'فيروز', '坂本龍一'].map((artist) => mark(artist))).toEqual([
    'D',
    'W',
    '2',
    'ف',
    '坂',
  ])
})

test('a picture of more signs is one', () => {
  expect(mark('👩‍🚀 crew')).toBe('👩‍🚀')
})

test('without an artist the title marks it, and without letters a note does', () => {
  expect([mark('', 'Aquatic'), mark('—', '?')]).toEqual(['A', '♪'])
})
