import { join } from 'node:path'
import { PNG } from 'pngjs'
import { emptyFrame, type Frame } from './frame.ts'

/** What a game may be behind an overlay: snow, a cave, or its busiest moment. */
export const grounds = ['white', 'black', 'noise'] as const
export type Ground = (typeof grounds)[number]

const [width, height, framesPerSecond, seconds] = [1_920, 1_080, 30, 2.5]
/** How far the game moves meanwhile, in px: the width of its picture beyond the screen's. */
const travel = 480

/**
 * The camera goes one way and what is in front of it another, one seen through the other, with grain: an encoder that only had to follow
 * one movement would have bits to spare.
 */
const aside = (x: string, y: string) => `crop=${width}:${height}:x='${x}':y='${y}'`
const motion = `split[a][b];[a]${aside(`${travel}*t/${seconds}`, '0')}[c];[b]${aside(`${travel}*(1-t/${seconds})`, `${travel / 4}*(1+sin(5*t))`)}[d];[c][d]blend=all_mode=average,eq=contrast=1.5,noise=alls=24:allf=t,`

/** The picture that the camera of a game goes over: blocks of every size and colour, the same each time. */
export function noise(): Frame {
  const frame = emptyFrame(width + travel, height + travel / 2)
  let seed = 1
  const random = (to: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % to
  }
  for (let block = 0; block < 9_000; block += 1) {
    const [left, top, wide, high] = [random(frame.width), random(frame.height), 4 + random(60), 4 + random(60)]
    const colour = [random(256), random(256), random(256), 255]
    for (let y = top; y < Math.min(frame.height, top + high); y += 1)
      for (let x = left; x < Math.min(frame.width, left + wide); x += 1) frame.rgba.set(colour, (y * frame.width + x) * 4)
  }
  return frame
}

export const encodePng = (frame: Frame) =>
  PNG.sync.write(Object.assign(new PNG(frame), { data: frame.rgba }), { deflateLevel: 1 })

/**
 * An overlay over a ground, as it leaves the streamer's machine and as a viewer sees it at 360 lines after H.264 at 3 Mbit/s: the last
 * frame of a stream in which the game moves, with grain, so that the encoder has nothing to spare. Both 640 px wide.
 */
export async function air(folder: string, overlay: Buffer, ground: Ground): Promise<{ sent: Buffer; seen: Buffer }> {
  const path = (name: string) => join(folder, name)
  await Bun.write(path('overlay.png'), overlay)
  const game =
    ground === 'noise'
      ? ['-loop', '1', '-framerate', String(framesPerSecond), '-i', path('noise.png')]
      : ['-f', 'lavfi', '-i', `color=${ground}:s=${width}x${height}:r=${framesPerSecond}`]
  const composed = `[0]${ground === 'noise' ? motion : ''}format=rgb24[game];[game][1]overlay=format=rgb`
  const input = [...game, '-loop', '1', '-framerate', String(framesPerSecond), '-i', path('overlay.png'), '-t', String(seconds)]
  const rate = ['-b:v', '3M', '-maxrate', '3M', '-bufsize', '3M']
  const encoder = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-g', '60', ...rate]
  await ffmpeg(...input, '-filter_complex', composed, ...encoder, path('stream.mp4'))
  await ffmpeg(...input, '-filter_complex', `${composed},scale=640:-1:flags=area`, '-frames:v', '1', path('sent.png'))
  await ffmpeg('-sseof', '-0.2', '-i', path('stream.mp4'), '-vf', 'scale=640:360:flags=bicubic', '-update', '1', path('seen.png'))
  const read = async (name: string) => Buffer.from(await Bun.file(path(name)).arrayBuffer())
  return { sent: await read('sent.png'), seen: await read('seen.png') }
}

export async function ffmpeg(...argv: string[]): Promise<void> {
  await Bun.$`ffmpeg -hide_banner -loglevel error -y ${argv}`.quiet()
}
