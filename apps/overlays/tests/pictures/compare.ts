import pixelmatch from 'pixelmatch'
import type { Frame } from './frame.ts'

/**
 * How far apart two colours may be, where black and white are 1 apart. Less would mistake for a difference what pictures lose by being
 * kept in few colours.
 */
const threshold = 0.08

/** About a letter of the smallest text. */
const windowSize = 32

/**
 * How many pixels may differ in any such square, those of an edge's antialiasing left out: a build of Chromium that rounds a curve
 * otherwise changes a few of them. A letter that stands two pixels aside changes more than fifty.
 */
const mostDiffering = 12

export type Comparison = {
  readonly isSame: boolean
  /** The most pixels that differ in a square of 32. */
  readonly worst: number
  /** Where they differ, in red over the picture. */
  readonly difference: () => Frame
}

export function compare(actual: Frame, baseline: Frame): Comparison {
  const { width, height } = actual
  if (width !== baseline.width || height !== baseline.height) throw new Error('pictures of different sizes')
  const match = (output: Buffer | undefined, options: Parameters<typeof pixelmatch>[5]) =>
    pixelmatch(actual.rgba, baseline.rgba, output, width, height, { threshold, checkerboard: false, ...options })
  const worst = actual.rgba.equals(baseline.rgba) ? 0 : match(undefined, { windowSize })
  return {
    isSame: worst <= mostDiffering,
    worst,
    difference() {
      const rgba = Buffer.alloc(actual.rgba.length)
      match(rgba, { alpha: 0.3 })
      return { width, height, rgba }
    },
  }
}
