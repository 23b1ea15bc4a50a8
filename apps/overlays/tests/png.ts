import { inflateSync } from 'node:zlib'

export type Picture = { width: number; height: number; channels: 3 | 4; pixels: Uint8Array }

/** Decodes what Chromium takes pictures in: 8 bits a channel, not interlaced. Filters are those of the PNG specification, section 9. */
export function decodePng(png: Buffer): Picture {
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const [depth, colour, interlaced] = [png[24], png[25], png[28]]
  if (depth !== 8 || interlaced !== 0 || (colour !== 2 && colour !== 6))
    throw new Error(`a PNG of depth ${depth}, type ${colour}`)
  const channels = colour === 6 ? 4 : 3
  const raw = inflateSync(Buffer.concat(dataOf(png)))
  const stride = width * channels
  const pixels = new Uint8Array(stride * height)
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)] ?? 0
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x
      const left = x < channels ? 0 : (pixels[at - channels] ?? 0)
      const up = y === 0 ? 0 : (pixels[at - stride] ?? 0)
      const corner = x < channels || y === 0 ? 0 : (pixels[at - stride - channels] ?? 0)
      pixels[at] = (raw[y * (stride + 1) + 1 + x] ?? 0) + predicted(filter, left, up, corner)
    }
  }
  return { width, height, channels, pixels }
}

function dataOf(png: Buffer): Buffer[] {
  const parts: Buffer[] = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  }
  return parts
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 0) return 0
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  const estimate = left + up - corner
  const [toLeft, toUp, toCorner] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)]
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}

/** How many pixels something behind the page would be seen through. */
export function seeThrough({ channels, pixels }: Picture): number {
  if (channels === 3) return 0
  let count = 0
  for (let at = 3; at < pixels.length; at += 4) if (pixels[at] !== 255) count += 1
  return count
}

/** How many pixels are of the colour that a test lays behind the page: magenta, which no overlay has. */
export function magenta({ channels, pixels }: Picture): number {
  let count = 0
  for (let at = 0; at < pixels.length; at += channels) {
    const [red = 0, green = 0, blue = 0] = [pixels[at], pixels[at + 1], pixels[at + 2]]
    if (red - green > 60 && blue - green > 60) count += 1
  }
  return count
}

/** The share of pixels that two pictures of a size clearly differ in. */
export function difference(one: Picture, other: Picture): number {
  let count = 0
  for (let pixel = 0; pixel < one.width * one.height; pixel += 1) {
    const [at, there] = [pixel * one.channels, pixel * other.channels]
    const apart = (channel: number) => Math.abs((one.pixels[at + channel] ?? 0) - (other.pixels[there + channel] ?? 0))
    if (Math.max(apart(0), apart(1), apart(2)) > 24) count += 1
  }
  return count / (one.width * one.height)
}
