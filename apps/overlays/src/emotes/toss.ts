/** How an emote is thrown in, in px of the 1920×1080 canvas, and for how long. */
export type Toss = {
  readonly x: number
  readonly y: number
  /** Px a step. */
  readonly velocity: { readonly x: number; readonly y: number }
  /** In radians, and in radians a step. */
  readonly angle: number
  readonly spin: number
  /** How wide and high it is. */
  readonly size: number
  /** After its message, in reading order. */
  readonly delayMs: number
  /** From its start until it fades. */
  readonly lifeMs: number
}

export const canvas = { width: 1_920, height: 1_080 } as const

/** About as large as the platform's own largest picture, so that none is drawn coarser than it is. */
const size = { least: 78, most: 108 } as const
const life = { leastMs: 4_400, mostMs: 5_800 } as const
const apartMs = 90
/** How far the emotes of one message lie from each other at most. */
const handful = 150

/**
 * The throw of an emote: a matter of its message and its place in it alone, so that every page throws it alike. A message is one
 * handful. More of them fall at the sides than in the middle, which is where one looks.
 */
export function tossOf(drop: string, index: number, scale = 1): Toss {
  const message = randomFrom(drop)
  const own = randomFrom(`${drop} ${index}`)
  const centre = ((1 - Math.cos(Math.PI * message())) / 2) * canvas.width
  const drift = (message() - 0.5) * 7
  const wide = (size.least + own() * (size.most - size.least)) * scale
  const x = centre + (own() - 0.5) * 2 * handful
  return {
    x: Math.min(Math.max(x, wide), canvas.width - wide),
    y: -wide * (0.6 + own()),
    velocity: { x: drift + (own() - 0.5) * 5, y: 2 + own() * 5 },
    angle: (own() - 0.5) * 1.4,
    spin: (own() - 0.5) * 0.09,
    size: wide,
    delayMs: index * apartMs,
    lifeMs: life.leastMs + own() * (life.mostMs - life.leastMs),
  }
}

/** Numbers from 0 to 1, the same for the same text: FNV-1a, then a linear congruence whose high bits are used. */
function randomFrom(text: string): () => number {
  let state = 0x81_1c_9d_c5
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 0x01_00_01_93)
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    const mixed = Math.imul(state ^ (state >>> 15), 0x2c_1b_3c_6d)
    return ((mixed ^ (mixed >>> 13)) >>> 0) / 2 ** 32
  }
}
