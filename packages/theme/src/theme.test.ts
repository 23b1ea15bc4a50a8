import { expect, test } from 'bun:test'
import { contrast, curves, parseColour, readMotion, themeNames, times } from './index.ts'
import { themeOf } from './theme.fixture.ts'

/** What is written on what, anywhere on the pages. */
const pairs = [
  ['--ink', '--surface'],
  ['--ink', '--raised'],
  ['--ink', '--mark'],
  ['--quiet', '--surface'],
  ['--quiet', '--raised'],
  ['--on-accent', '--accent'],
] as const

const colourOf = (theme: ReadonlyMap<string, string>, property: string) =>
  parseColour(theme.get(property) ?? '') ?? expect.unreachable(`${property} is no colour`)

test('every text of every theme has a contrast of 4.5 with what it stands on', () => {
  for (const name of themeNames) {
    const theme = themeOf(name)
    for (const [text, below] of pairs) {
      const value = contrast(colourOf(theme, text), colourOf(theme, below))
      expect([name, text, below, value >= 4.5]).toEqual([name, text, below, true])
    }
  }
})

test('the accent stands out by its lightness, so that it is there where an encoder has no colour left', () => {
  for (const name of themeNames) {
    const theme = themeOf(name)
    const [accent, surface, raised] = ['--accent', '--surface', '--raised'].map((property) => colourOf(theme, property).lightness)
    for (const below of [surface, raised]) expect(Math.abs((accent ?? 0) - (below ?? 0))).toBeGreaterThan(0.35)
  }
})

test('nothing is pure white, pure black or fully saturated', () => {
  for (const name of themeNames) {
    for (const property of new Set(pairs.flat())) {
      const { lightness, chroma } = colourOf(themeOf(name), property)
      expect([lightness > 0.15, lightness < 0.98, chroma < 0.2]).toEqual([true, true, true])
    }
  }
})

test('the motion of every theme is understood, and keeps to what the eye follows', () => {
  for (const name of themeNames) {
    const theme = themeOf(name)
    const { seconds, faults } = readMotion(
      (property) => theme.get(property) ?? '',
      () => true,
    )
    expect(faults).toEqual([])
    for (const size of ['nod', 'cheer', 'room'] as const) {
      const [enter, exit] = [seconds[`enter-${size}`], seconds[`exit-${size}`]]
      expect([enter >= 0.35, enter <= 0.6, exit >= 0.2, exit <= 0.35, exit < enter]).toEqual([true, true, true, true, true])
    }
    expect([seconds.stagger >= 0.04, seconds.stagger <= 0.07]).toEqual([true, true])
  }
})

test('iron says what stands where a theme says nothing', () => {
  const iron = themeOf('iron')
  for (const [name, ms] of Object.entries(times)) expect(iron.get(`--time-${name}`)).toBe(`${ms}ms`)
  for (const [name, curve] of Object.entries(curves)) expect(iron.get(`--ease-${name}`)).toBe(`"${curve}"`)
})

test('no theme has a property that iron does not have', () => {
  const known = [...themeOf('iron').keys()]
  for (const name of themeNames) expect([...themeOf(name).keys()].filter((property) => !known.includes(property))).toEqual([])
})
