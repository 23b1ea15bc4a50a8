import { decodePng, difference, type Picture } from '../png.ts'

/** The same frame: of no channel of any pixel more than the last bit is another, which is as exact as a browser rounds light. */
export function isSameFrame(one: Buffer, other: Buffer): boolean {
  return one.equals(other) || furthest(decodePng(one), decodePng(other)) <= 1
}

/** The same to the eye: a browser that moves something draws it with a seam of a pixel, until it has stood for a while. */
export function isAlike(one: Buffer, other: Buffer): boolean {
  return one.equals(other) || difference(decodePng(one), decodePng(other)) < 0.000_5
}

function furthest(one: Picture, other: Picture): number {
  let worst = one.pixels.length === other.pixels.length ? 0 : 255
  for (let at = 0; at < one.pixels.length; at += 1)
    worst = Math.max(worst, Math.abs((one.pixels[at] ?? 0) - (other.pixels[at] ?? 0)))
  return worst
}
