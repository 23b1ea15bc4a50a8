import { expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { contrast, fromHex, nameColour, readable, surface } from './colour.ts'

/** Those that Twitch offers, and the ends of the scale. */
const hexes = [
  ...['#FF0000', '#0000FF', '#008000', '#B22222', '#FF7F50', '#9ACD32', '#FF4500', '#2E8B57', '#DAA520', '#D2691E'],
  ...['#5F9EA0', '#1E90FF', '#FF69B4', '#8A2BE2', '#00FF7F', '#000000', '#FFFFFF', '#00FF00', '#3B2A1F', '#000001'],
]
const colours = hexes.map((hex) => fromHex(hex) ?? expect.unreachable(hex))

test('the surface is the one the tokens name', () => {
  const tokens = readFileSync(`${import.meta.dir}/../shared/tokens.css`, 'utf8')
  expect(tokens).toContain(`--iron: oklch(${surface.lightness} ${surface.chroma} ${surface.hue});`)
})

test('every name can be read on the surface', () => {
  for (const colour of colours) expect(contrast(readable(colour))).toBeGreaterThanOrEqual(5.5)
})

test('a hue stays, and lightness is only ever raised, no farther than it must be', () => {
  for (const colour of colours) {
    const corrected = readable(colour)
    expect(corrected.hue).toBe(colour.hue)
    expect(corrected.lightness).toBeGreaterThanOrEqual(colour.lightness)
    if (corrected.lightness > colour.lightness) expect(contrast(corrected)).toBeLessThan(5.55)
  }
})

test('no name is as loud as heat', () => {
  for (const colour of colours) expect(readable(colour).chroma).toBeLessThanOrEqual(0.12)
})

test('hexadecimal is read as CSS reads it', () => {
  const { lightness, chroma, hue } = fromHex('#ff7f50') ?? expect.unreachable()
  expect([lightness, chroma, hue].map((value) => Number(value.toFixed(3)))).toEqual([0.735, 0.168, 40.247])
  expect(fromHex('red')).toBeUndefined()
})

test('who has chosen no colour has one that is theirs, and can be read', () => {
  expect(nameColour(null, 'twitch:12826')).toBe(nameColour(null, 'twitch:12826'))
  expect(nameColour(null, 'twitch:12826')).not.toBe(nameColour(null, 'twitch:12827'))
  expect(nameColour('url(x)', 'twitch:12826')).toBe(nameColour(null, 'twitch:12826'))
  expect(nameColour('#0000ff', 'twitch:1')).toMatch(/^oklch\(0\.\d{4} 0\.\d{4} 264\.05\)$/)
})
