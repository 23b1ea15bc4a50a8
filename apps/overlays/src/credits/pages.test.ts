import { expect, test } from 'bun:test'
import { pagesOf } from './pages.ts'

const stacked = (...heights: number[]) =>
  heights.map((height, index) => ({ top: heights.slice(0, index).reduce((sum, each) => sum + each, 0), height }))

test('as many blocks as there is room for are a page', () => {
  const pages = pagesOf(stacked(100, 40, 40, 40, 100), 100)
  expect(pages.map(({ blocks }) => blocks)).toEqual([[0], [1, 2], [3], [4]])
  expect(pages[1]).toEqual({ top: 100, height: 80, blocks: [1, 2] })
})

test('what has no room on any page is a page of its own, and nothing is left out', () => {
  const pages = pagesOf(stacked(30, 250, 30, 30), 100)
  expect(pages.flatMap(({ blocks }) => blocks)).toEqual([0, 1, 2, 3])
  expect(pages.map(({ blocks }) => blocks.length)).toEqual([1, 1, 2])
})

test('of nothing there is no page', () => {
  expect(pagesOf([], 100)).toEqual([])
})
