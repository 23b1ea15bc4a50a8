import { captionsOf } from './caption.ts'

/** Captions that may wait; of what comes faster than it can be read the oldest is dropped. */
const maxWaiting = 6
/** The least time that a caption stands, and the time that it takes to read a letter. */
const leastMs = 1_500
const letterMs = 40

export type Pacer = {
  readonly waiting: readonly string[]
  /** Before this nothing is sent; ms since the epoch. */
  readonly nextAt: number
  readonly dropped: number
}

export const initialPacer: Pacer = { waiting: [], nextAt: 0, dropped: 0 }

/** Takes what was said. It goes on in the last caption that waits, where there is room in it. */
export function say(pacer: Pacer, text: string): Pacer {
  const last = pacer.waiting.at(-1)
  const added = captionsOf(last === undefined ? text : `${last} ${text}`)
  const waiting = [...pacer.waiting.slice(0, -1), ...added]
  const over = Math.max(0, waiting.length - maxWaiting)
  return { ...pacer, waiting: waiting.slice(over), dropped: pacer.dropped + over }
}

/** The caption whose time has come, and the pacer after it is sent. */
export function due(pacer: Pacer, now: number): { caption: string; pacer: Pacer } | undefined {
  const [caption, ...waiting] = pacer.waiting
  if (caption === undefined || now < pacer.nextAt) return undefined
  return { caption, pacer: { ...pacer, waiting, nextAt: now + Math.max(leastMs, caption.length * letterMs) } }
}

/** Lets go of what waits: the stream is over. */
export function clear(pacer: Pacer): Pacer {
  return pacer.waiting.length === 0 ? pacer : { ...pacer, waiting: [] }
}
