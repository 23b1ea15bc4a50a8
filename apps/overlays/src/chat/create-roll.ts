import type { ChatLine, OverlayOptionsOf } from '@landale/protocol'
import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import { createPace } from './pace.ts'
import { type Entry, emptyRoll, fitRoll, nextRoll, type Roll, without, withoutLeaving } from './roll.ts'
import { RollMotion } from './roll-motion.ts'

// A timer is a reminder to look, never the clock: browsers throttle it while the source is hidden.
const longestWaitMs = 60_000

export type RollOptions = {
  /** Undefined until the first state. */
  lines: Accessor<readonly ChatLine[] | undefined>
  options: OverlayOptionsOf<'chat'>
  /** The server's time. */
  now: () => number
}

/** Keeps the list at what the server says, with motion where it can be followed and seen. */
export function createRoll({ lines, options, now }: RollOptions): { entries: Accessor<readonly Entry[]>; motion: RollMotion } {
  const [roll, setRoll] = createSignal(emptyRoll)
  const pace = createPace()
  const motion = new RollMotion((id) => setRoll((roll) => without(roll, id)))
  let isFirst = true
  let timer: ReturnType<typeof setTimeout> | undefined

  function look({ isCalm = false } = {}): void {
    const said = lines()
    if (said === undefined) return
    const time = now()
    const last = roll()
    const before = motion.places()
    const next = nextRoll(last, said, { ...options, now: time })
    const fresh = idsOf(next.entries).filter((id) => !idsOf(last.entries).includes(id))
    // Asked at every look, since lines that do not move count too.
    const isFollowed = pace.take(fresh.length, time)
    const moves = isFollowed && !isCalm && !isFirst && !document.hidden
    const shown = (roll: Roll) => (moves ? roll : withoutLeaving(roll))
    if (!moves) motion.still()
    setRoll(shown(next))
    // Only what is drawn has a height.
    const fitted = setRoll((drawn) => shown(fitRoll(drawn, (id) => motion.heightOf(id), motion.room)))
    if (moves) motion.run({ before, fresh, leaving: idsOf(fitted.entries.filter(({ phase }) => phase === 'leaving')) })
    if (isFirst && !document.hidden) motion.open()
    isFirst = false
    clearTimeout(timer)
    if (fitted.lookAgainAt !== null) timer = setTimeout(look, Math.min(fitted.lookAgainAt - time + 1, longestWaitMs))
  }

  // Not in the effect itself: Solid draws what an effect sets only after it, and a motion needs its element at once.
  createEffect(on(lines, () => queueMicrotask(look)))
  // What passed unseen is no news: the present, at once.
  const catchUp = () => look({ isCalm: true })
  document.addEventListener('visibilitychange', catchUp)
  window.addEventListener('obsSourceActiveChanged', catchUp)
  window.addEventListener('resize', catchUp)
  onCleanup(() => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', catchUp)
    window.removeEventListener('obsSourceActiveChanged', catchUp)
    window.removeEventListener('resize', catchUp)
    motion.dispose()
  })
  return { entries: () => roll().entries, motion }
}

function idsOf(entries: readonly Entry[]): readonly string[] {
  return entries.map(({ id }) => id)
}
