import { begunIn, Playhead, planFor } from '@landale/layers'
import type { Cue, LayerName } from '@landale/protocol'
import { createEffect, createSignal, on, onCleanup } from 'solid-js'
import { type Showing, showingOf } from './showing.ts'
import type { Stage } from './stage.ts'

// A timer is a reminder to look, never the clock: browsers throttle it while the source is hidden.
const longestWaitMs = 60_000

export type PlaybackOptions = {
  stage: Stage
  cues: () => readonly Cue[]
  /** The server's time. */
  now: () => number
  /** What a layer shows while it has no cue. Reactive, as the cues are. */
  standing?: () => Partial<Record<LayerName, Showing>>
}

/** Keeps the stage at what the server's clock says is on. Answers with the server's time of its last look, reactive. */
export function createPlayback({ stage, cues, now, standing = () => ({}) }: PlaybackOptions): () => number {
  const [lookedAt, setLookedAt] = createSignal(0)
  const playhead = new Playhead()
  let timer: ReturnType<typeof setTimeout> | undefined

  function look(): void {
    const time = now()
    const { on, lookAgainAt } = playhead.look(cues(), time, begunIn(stage.state()))
    for (const input of planFor((layer) => (on[layer] === null ? standing()[layer] : showingOf(on[layer])))) {
      if (input.kind === 'hide') stage.hide(input.layer)
      else stage.show(input.layer, input.content, input.content.cue === null ? 0 : time - input.content.cue.starts_at)
    }
    clearTimeout(timer)
    setLookedAt(time)
    if (lookAgainAt !== null) timer = setTimeout(look, Math.min(lookAgainAt - time + 1, longestWaitMs))
  }

  // Not in the effect itself: Solid draws what an effect sets only after it, and a motion needs its element at once.
  createEffect(on([cues, standing], () => queueMicrotask(look)))
  const lookWhenSeen = () => {
    if (document.visibilityState === 'visible') look()
  }
  document.addEventListener('visibilitychange', lookWhenSeen)
  window.addEventListener('obsSourceActiveChanged', look)
  onCleanup(() => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', lookWhenSeen)
    window.removeEventListener('obsSourceActiveChanged', look)
  })
  return lookedAt
}
