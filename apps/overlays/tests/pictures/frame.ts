import { PNG } from 'pngjs'

/** A picture of the whole page: four bytes a pixel. */
export type Frame = { readonly width: number; readonly height: number; readonly rgba: Buffer }

/** The part of a frame that is not ground. */
export type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

/** What lies behind the pages: a grey that no theme has as a surface, and that is neither light nor dark. */
export const ground = { r: 120, g: 120, b: 120, a: 1 } as const

/** As the four bytes lie in memory, the last first. */
const groundPixel = new Uint32Array(new Uint8Array([ground.r, ground.g, ground.b, 255]).buffer)[0] ?? 0

export function decode(png: Buffer): Frame {
  const { width, height, data } = PNG.sync.read(png)
  return { width, height, rgba: data }
}

export function pixelsOf({ rgba }: Frame): Uint32Array {
  return new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.byteLength / 4)
}

export function emptyFrame(width: number, height: number): Frame {
  const rgba = Buffer.alloc(width * height * 4)
  const frame = { width, height, rgba }
  pixelsOf(frame).fill(groundPixel)
  return frame
}

/** What is painted. An empty page has one pixel of it, since a picture has to have one. */
export function paintedBox(frame: Frame): Box {
  const { width, height } = frame
  const pixels = pixelsOf(frame)
  let [left, top, right, bottom] = [width, height, 0, 0]
  for (let y = 0; y < height; y += 1) {
    const row = pixels.subarray(y * width, (y + 1) * width)
    const first = row.findIndex((pixel) => pixel !== groundPixel)
    if (first === -1) continue
    const last = row.findLastIndex((pixel) => pixel !== groundPixel)
    left = Math.min(left, first)
    right = Math.max(right, last + 1)
    top = Math.min(top, y)
    bottom = y + 1
  }
  return right === 0 ? { left: 0, top: 0, right: 1, bottom: 1 } : { left, top, right, bottom }
}

export function crop(frame: Frame, { left, top, right, bottom }: Box): Frame {
  const [width, height] = [right - left, bottom - top]
  const part = emptyFrame(width, height)
  for (let y = 0; y < height; y += 1)
    pixelsOf(part).set(pixelsOf(frame).subarray((top + y) * frame.width + left, (top + y) * frame.width + right), y * width)
  return part
}

export function paste(frame: Frame, part: Frame, left: number, top: number): void {
  for (let y = 0; y < part.height; y += 1)
    pixelsOf(frame).set(pixelsOf(part).subarray(y * part.width, (y + 1) * part.width), (top + y) * frame.width + left)
}
