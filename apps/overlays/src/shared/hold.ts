import { endOf } from '@landale/layers'
import type { Cue } from '@landale/protocol'
import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import type { Stage } from './stage.ts'

// A cue comes in the same state as the change it tells of, and may be due a moment later.
const soonMs = 1_500
/** Longer than any one alert. Where they come without an end, furniture says now and then what is new all the same. */
const longestMs = 15_000

export type HoldOptions = {
  stage: Stage
  cues: () => readonly Cue[]
  /** The server's time, and when the page looked at it last. */
  now: () => number
  lookedAt: () => number
}

/**
 * Whether furniture has to stand still: it does not move while something else does, and what changed meanwhile is shown once it is
 * back in its place. Reactive.
 */
export function createHold({ stage, cues, now, lookedAt }: HoldOptions): Accessor<boolean> {
  const [isReleased, setReleased] = createSignal(false)
  let timer: ReturnType<typeof setInterval> | undefined

  const isCueDue = () => {
    const time = Math.max(lookedAt(), now())
    return cues().some((cue) => cue.starts_at - time < soonMs && time < endOf(cue))
  }
  const isBusy = () => {
    const { kind, motion } = { motion: null, ...stage.state().layers.background }
    return kind === 'interrupted' || (kind === 'active' && motion !== null)
  }
  const isWanted = createMemo(() => isBusy() || isCueDue())
  const letGoOnce = () => {
    setReleased(true)
    setReleased(false)
  }
  createEffect(
    on(isWanted, (wanted) => {
      clearInterval(timer)
      if (wanted) timer = setInterval(letGoOnce, longestMs)
    }),
  )
  onCleanup(() => clearInterval(timer))
  return () => isWanted() && !isReleased()
}
