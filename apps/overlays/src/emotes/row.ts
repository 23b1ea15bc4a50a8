import type { Places } from './places.ts'
import { canvas } from './toss.ts'

/** As wide as the largest emote, and a unit beside it. */
const pitch = 120
const safe = 48

/** With less motion: a quiet row along the foot of the screen, each emote in the first place that is free. */
export function createRow(scale = 1): Places {
  const room = Math.max(1, Math.floor((canvas.width - 2 * safe) / (pitch * scale)))
  const taken: (string | undefined)[] = Array.from({ length: room }, () => undefined)
  // Whose place is still fading away.
  const waiting: string[] = []
  // As far apart as they have to be, from the middle of the screen to both sides.
  const first = canvas.width / 2 - ((room - 1) / 2) * pitch * scale
  return {
    room,
    isStill: true,
    put(key) {
      const free = taken.indexOf(undefined)
      if (free >= 0) taken[free] = key
      else waiting.push(key)
    },
    reshape() {},
    take(key) {
      const place = taken.indexOf(key)
      if (place >= 0) taken[place] = waiting.shift()
      else if (waiting.includes(key)) waiting.splice(waiting.indexOf(key), 1)
    },
    step() {},
    spotOf(key) {
      const place = taken.indexOf(key)
      if (place < 0) return undefined
      return { x: first + place * pitch * scale, y: canvas.height - safe - (pitch / 2) * scale, angle: 0 }
    },
  }
}
