import { expect, test } from 'bun:test'
import { faderOf, faderSteps, formatLevel, levelAfter, levelAt } from './level.ts'

test('a fader has silence at the bottom, full at the top and −18 dB half-way', () => {
  expect([0, faderSteps / 2, faderSteps].map(levelAt)).toEqual([-100, -18.1, 0])
  expect([-100, -18.1, 0].map(faderOf)).toEqual([0, 499, faderSteps])
})

test('what is louder than the fader goes stands at its top', () => {
  expect(faderOf(6)).toBe(faderSteps)
})

test('there and back a level is the same, as near as the fader is fine', () => {
  for (const db of [-0.3, -3, -6.5, -12, -24, -40]) expect(Math.abs(levelAt(faderOf(db)) - db)).toBeLessThanOrEqual(0.15)
})

test('keys go by whole dB, and no further than the ends', () => {
  expect(levelAfter(-6.5, 'ArrowUp')).toBe(-5.5)
  expect(levelAfter(-6.5, 'ArrowLeft')).toBe(-7.5)
  expect(levelAfter(-3, 'PageUp')).toBe(0)
  expect(levelAfter(-97, 'PageDown')).toBe(-100)
  expect([levelAfter(-3, 'Home'), levelAfter(-3, 'End'), levelAfter(-3, 'Tab')]).toEqual([-100, 0, undefined])
})

test.each([
  [-100, '−∞ dB'],
  [-6.5, '−6.5 dB'],
  [0, '0.0 dB'],
  [3, '+3.0 dB'],
])('%p is written %p', (db, text) => {
  expect(formatLevel(db)).toBe(text)
})
