import { expect, test } from 'bun:test'
import { marksOf } from './badges.ts'

test('badges become marks, the weightiest first, whatever order they came in', () => {
  expect(marksOf(['subscriber', 'vip', 'moderator'])).toEqual(['moderator', 'vip', 'subscriber'])
})

test('what has no mark is left out', () => {
  expect(marksOf(['premium', 'constructor', 'bits', 'founder'])).toEqual(['founder'])
  expect(marksOf([])).toEqual([])
})

test('two badges of one meaning are one mark, and there are three at most', () => {
  expect(marksOf(['staff', 'admin'])).toEqual(['staff'])
  expect(marksOf(['broadcaster', 'partner', 'founder', 'subscriber'])).toEqual(['host', 'partner', 'founder'])
})
