import { expect, test } from 'bun:test'
import { resolve } from 'node:path'
import { decodeBaseline, encodeBaseline } from './baseline.ts'
import { compare } from './compare.ts'
import { crop, emptyFrame, type Frame, paintedBox, paste } from './frame.ts'

const size = { width: 1_920, height: 1_080 }
const kept = async (name: string) =>
  decodeBaseline(Buffer.from(await Bun.file(resolve(import.meta.dir, '../baselines', name)).arrayBuffer()), size)

/** The same picture somewhat aside. */
function shifted(frame: Frame, right: number, down: number): Frame {
  const box = paintedBox(frame)
  const moved = emptyFrame(frame.width, frame.height)
  const inner = { ...box, right: Math.min(box.right, frame.width - right), bottom: Math.min(box.bottom, frame.height - down) }
  paste(moved, crop(frame, inner), inner.left + right, inner.top + down)
  return moved
}

/** The same picture with every level some steps higher. */
const lighter = (frame: Frame, by: number): Frame => ({
  ...frame,
  rgba: frame.rgba.map((level) => Math.min(255, level + by)) as Buffer,
})

test.each([
  'alerts/nod-short-iron.png',
  'alerts/room-cjk-iron.png',
  'ironmon/run-short-iron.png',
  'chat/line-rtl-iron.png',
  'captions/said-short-iron.png',
  'now-playing/small-short-iron.png',
  'takeover/technical-short-iron.png',
])('%s two pixels aside, or down, is another picture', async (name) => {
  const picture = await kept(name)
  expect(compare(picture, picture)).toMatchObject({ isSame: true, worst: 0 })
  expect(compare(shifted(picture, 2, 0), picture).isSame).toBe(false)
  expect(compare(shifted(picture, 0, 2), picture).isSame).toBe(false)
})

test('a shade that no eye sees is the same picture; one that it sees is not', async () => {
  const picture = await kept('alerts/nod-short-iron.png')
  expect(compare(lighter(picture, 3), picture).isSame).toBe(true)
  expect(compare(lighter(picture, 24), picture).isSame).toBe(false)
})

test('a digit that is another is another picture', async () => {
  const run = await kept('ironmon/run-short-iron.png')
  expect(compare(await kept('ironmon/mark-cools-short-iron.png'), run).isSame).toBe(false)
})

test('a baseline is kept where it stood', async () => {
  const part = crop(await kept('alerts/nod-short-iron.png'), { left: 0, top: 0, right: 20, bottom: 20 })
  const frame = emptyFrame(size.width, size.height)
  const dot = { ...part, rgba: Buffer.alloc(part.rgba.length, 255) }
  paste(frame, dot, 731, 402)
  expect(decodeBaseline(encodeBaseline(frame), size).rgba.equals(frame.rgba)).toBe(true)
})
