import { expect, test } from 'bun:test'
import { type Colour, contrast, fromHex } from '@landale/theme'
import { nameColour, readable } from './colour.ts'

/** Iron's, and one of paper. */
const dark: Colour = { lightness: 0.235, chroma: 0.012, hue: 255 }
const light: Colour = { lightness: 0.928, chroma: 0.009, hue: 120 }

/** Those that Twitch offers, and the ends of the scale. */
const hexes = [
  ...['#FF0000', '#0000FF', '#008000', '#B22222', '#FF7F50', '#9ACD32', '#FF4500', '#2E8B57', '#DAA520', '#D2691E'],
  ...['#5F9EA0', '#1E90FF', '#FF69B4', '#8A2BE2', '#00FF7F', '#000000', '#FFFFFF', '#00FF00', '#3B2A1F', '#000001'],
]
const colours = hexes.map((hex) => fromHex(hex) ?? expect.unreachable(hex))

test('every name can be read on the surface, whether it is dark or light', () => {
  for (const surface of [dark, light]) {
    for (const colour of colours) expect(contrast(readable(colour, surface), surface)).toBeGreaterThanOrEqual(7)
  }
})

test('a hue stays, and lightness is only ever moved away from the surface, no farther than it must be', () => {
  for (const [surface, towards] of [[dark, 1] as const, [light, -1] as const]) {
    for (const colour of colours) {
      const corrected = readable(colour, surface)
      const moved = (corrected.lightness - colour.lightness) * towards
      expect(corrected.hue).toBe(colour.hue)
      expect(moved).toBeGreaterThanOrEqual(0)
      if (moved > 0) expect(contrast(corrected, surface)).toBeLessThan(7.06)
    }
  }
})

test('no name is as loud as heat', () => {
  for (const colour of colours) expect(readable(colour, dark).chroma).toBeLessThanOrEqual(0.12)
})

test('hexadecimal is read as CSS reads it', () => {
  const { lightness, chroma, hue } = fromHex('#ff7f50') ?? expect.unreachable()
  expect([lightness, chroma, hue].map((value) => Number(value.toFixed(3)))).toEqual([0.735, 0.168, 40.247])
  expect(fromHex('red')).toBeUndefined()
})

test('who has chosen no colour has one that is theirs, and can be read', () => {
  expect(nameColour(null, 'twitch:12826', dark)).toBe(nameColour(null, 'twitch:12826', dark))
  expect(nameColour(null, 'twitch:12826', dark)).not.toBe(nameColour(null, 'twitch:12827', dark))
  expect(nameColour('url(x)', 'twitch:12826', dark)).toBe(nameColour(null, 'twitch:12826', dark))
  expect(nameColour('#0000ff', 'twitch:1', dark)).toMatch(/^oklch\(0\.\d{4} 0\.\d{4} 264\.05\)$/)
})
