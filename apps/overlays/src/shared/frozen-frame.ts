import type { OverlayName, OverlayStateOf } from '@landale/protocol'
import { gsap } from 'gsap'
import { momentOf } from './frozen-moments.ts'
import type { HeldTime } from './frozen-time.ts'
import { type TextName, textNames, wordsOf } from './frozen-words.ts'

/** What `?at=<ms>&cue=<name>&text=<name>` asks for: the frame that is so many ms behind the cue's start. */
export type FrozenFrame = { readonly cue: string; readonly atMs: number; readonly text: TextName }

/** Every frozen frame is of this evening, so that what shows the time of day is the same in each. */
export const frozenStart = Date.UTC(2026, 0, 1, 20, 15)

/** Reads the query. Undefined where no frame is asked for; throws where it is none. */
export function readFrame(query: URLSearchParams): FrozenFrame | undefined {
  const [at, cue] = [query.get('at'), query.get('cue')]
  if (at === null || cue === null) return undefined
  const atMs = at.trim() === '' ? Number.NaN : Number(at)
  if (!Number.isFinite(atMs) || atMs < 0 || atMs > longestMs)
    throw new Error(`at is a time from 0 to ${longestMs} ms, not "${at}"`)
  const given = query.get('text') ?? 'short'
  const text = textNames.find((name) => name === given)
  if (text === undefined) throw new Error(`text is one of ${textNames.join(', ')}, not "${given}"`)
  return { cue, atMs, text }
}

// Time is moved frame by frame: ten minutes of it take a page about a second.
const longestMs = 600_000

export type FrozenPage<Name extends OverlayName> = {
  name: Name
  time: HeldTime
  set: (state: OverlayStateOf<Name>) => void
}

/** Tells the page what it would have been told, each thing at its time, and stops at the frame. */
export async function playTo<Name extends OverlayName>({ name, time, set }: FrozenPage<Name>, frame: FrozenFrame): Promise<void> {
  // What moves is drawn with all the rest: a layer of its own is composed as the browser happens to find it, by a hair now and then.
  gsap.config({ force3D: false })
  await loadPieces(name)
  const beats = momentOf(name, frame.cue)(frozenStart, wordsOf(frame.text))
  time.hold(frozenStart + Math.min(0, ...beats.map(({ atMs }) => atMs)))
  for (const { atMs, state } of beats.filter(({ atMs }) => atMs <= frame.atMs)) {
    await time.moveTo(frozenStart + atMs)
    set(state)
    // The page asks for them first, and so has them by the time that they are here a second time and something is painted.
    if (await loadPieces(name)) await time.painted()
    // The page looks in a microtask.
    await Promise.resolve()
    await Promise.resolve()
  }
  await time.moveTo(frozenStart + frame.atMs)
}

/** What a page loads when it first wants it is there before its time begins: what is on its way would race the frame. */
async function loadPieces(name: OverlayName): Promise<boolean> {
  if (name !== 'stage') return false
  await Promise.all([import('@/timer/timer-slab.tsx'), import('@/goals/goals-slab.tsx')])
  return true
}
