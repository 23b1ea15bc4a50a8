import { crc32, deflateSync } from 'node:zlib'
import { PNG } from 'pngjs'
import { compare } from './compare.ts'
import { type Box, crop, decode, emptyFrame, type Frame, paintedBox, paste, pixelsOf } from './frame.ts'

/**
 * A picture as it is kept: of a frame, what is painted, in few colours, and where that stands in an `oFFs` chunk (the PNG extensions'
 * image offset, in pixels).
 */
export function encodeBaseline(frame: Frame): Buffer {
  const box = paintedBox(frame)
  const part = crop(frame, box)
  const small = placed(encodePalette(inFewColours(part)), box)
  if (compare(frame, decodeBaseline(small, frame)).worst <= mostLost) return small
  return placed(PNG.sync.write(Object.assign(new PNG(part), { data: part.rgba }), { colorType: 2 }), box)
}

/** A picture that a palette does to more pixels of a letter than so many is kept in all its colours: of a crowd of emoji, a few. */
const mostLost = 4

function placed(png: Buffer, box: Box): Buffer {
  const offset = Buffer.alloc(9)
  offset.writeInt32BE(box.left, 0)
  offset.writeInt32BE(box.top, 4)
  return Buffer.concat([png.subarray(0, headEnd), chunk('oFFs', offset), png.subarray(headEnd)])
}

/** The whole frame again. */
export function decodeBaseline(png: Buffer, { width, height }: Pick<Frame, 'width' | 'height'>): Frame {
  const { left, top } = placeOf(png)
  const frame = emptyFrame(width, height)
  paste(frame, decode(png), left, top)
  return frame
}

/** Where a baseline stands in its frame. */
export function placeOf(png: Buffer): { left: number; top: number } {
  const at = png.indexOf('oFFs')
  if (at === -1) throw new Error('the baseline does not say where it stands')
  return { left: png.readInt32BE(at + 4), top: png.readInt32BE(at + 8) }
}

/** Where the signature and the header end. */
const headEnd = 8 + 25
const mostColours = 256

/** Colours that lie in one cube of so many levels a side are taken for one. */
const cubeSide = 8

/**
 * Each colour becomes the most frequent one of those beside it, so that surfaces keep theirs and edges lose a few shades; where a
 * palette does not hold all of them, the others become the nearest that is in it. Pictures take a quarter of the room.
 */
function inFewColours(frame: Frame): Frame {
  const counts = new Map<number, number>()
  for (const pixel of pixelsOf(frame)) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
  const byCount = [...counts].toSorted(([, a], [, b]) => b - a).map(([pixel]) => pixel)
  const firstOf = new Map<number, number>()
  for (const pixel of byCount.toReversed()) firstOf.set(cubeOf(pixel), pixel)
  const instead = paletteOf(byCount.filter((pixel) => firstOf.get(cubeOf(pixel)) === pixel))
  const kept = { ...frame, rgba: Buffer.from(frame.rgba) }
  const pixels = pixelsOf(kept)
  for (const [at, pixel] of pixels.entries()) pixels[at] = instead.get(firstOf.get(cubeOf(pixel)) ?? pixel) ?? pixel
  return kept
}

/** Half of it the most frequent, then always the one that is farthest from all in it. Answers with what each colour becomes. */
function paletteOf(colours: readonly number[]): ReadonlyMap<number, number> {
  const palette = colours.slice(0, colours.length <= mostColours ? mostColours : mostColours / 2)
  const nearest = new Map(colours.map((colour) => [colour, { to: colour, apart: Number.POSITIVE_INFINITY }]))
  const takeIn = (added: number) => {
    for (const [colour, best] of nearest) {
      const apart = distance(colour, added)
      if (apart < best.apart) nearest.set(colour, { to: added, apart })
    }
  }
  for (const colour of palette) takeIn(colour)
  for (let size = palette.length; size < Math.min(mostColours, colours.length); size += 1) {
    const [farthest] = [...nearest].reduce((most, entry) => (entry[1].apart > most[1].apart ? entry : most))
    takeIn(farthest)
  }
  return new Map([...nearest].map(([colour, { to }]) => [colour, to]))
}

const channelsOf = (pixel: number) => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255] as const

function cubeOf(pixel: number): number {
  const [red, green, blue] = channelsOf(pixel).map((level) => Math.floor(level / cubeSide))
  return ((red ?? 0) * 64 + (green ?? 0)) * 64 + (blue ?? 0)
}

function distance(one: number, other: number): number {
  const [there, here] = [channelsOf(other), channelsOf(one)]
  return here.reduce((sum, level, channel) => sum + (level - (there[channel] ?? 0)) ** 2, 0)
}

function encodePalette(frame: Frame): Buffer {
  const { width, height } = frame
  const pixels = pixelsOf(frame)
  const indices = new Map<number, number>()
  for (const pixel of pixels) if (!indices.has(pixel)) indices.set(pixel, indices.size)
  // A byte of filter before each row: none, which packs flat surfaces best.
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = indices.get(pixels[y * width + x] ?? 0) ?? 0
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  const palette = Buffer.from([...indices.keys()].flatMap(channelsOf))
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
