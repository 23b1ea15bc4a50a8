import { expect, test } from 'bun:test'
import { maxThumbnails, thumbnailTurn } from './thumbnail-turn.ts'

test('each scene has its turn, the one that waits longest first', () => {
  expect(thumbnailTurn(['a', 'b'], new Map(), 1_000)).toEqual({ scene: 'a', inMs: 0 })
  expect(thumbnailTurn(['a', 'b'], new Map([['a', 1_000]]), 2_000)).toEqual({ scene: 'b', inMs: 0 })
  const both = new Map([
    ['a', 2_000],
    ['b', 1_000],
  ])
  expect(thumbnailTurn(['a', 'b'], both, 20_000)).toEqual({ scene: 'b', inMs: 0 })
})

test('none is asked for again within ten seconds, and no two at one stroke', () => {
  expect(thumbnailTurn(['a'], new Map([['a', 1_000]]), 4_000)).toEqual({ scene: 'a', inMs: 7_000 })
  expect(thumbnailTurn(['a', 'b'], new Map([['a', 1_000]]), 1_100)).toEqual({ scene: 'b', inMs: 150 })
})

test('without a scene nobody has a turn, and of very many only the first have', () => {
  expect(thumbnailTurn([], new Map(), 0)).toBeUndefined()
  const many = Array.from({ length: 100 }, (_, index) => `scene ${index}`)
  const asked = new Map(many.slice(0, maxThumbnails).map((scene) => [scene, 1_000]))
  expect(thumbnailTurn(many, asked, 60_000)?.scene).toBe('scene 0')
})
