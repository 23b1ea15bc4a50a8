import { type Cue, type LayerName, layerNames } from '@landale/protocol'
import { createEffect, createSignal, on, onCleanup } from 'solid-js'
import { schedule } from './schedule.ts'
import { type Showing, showingOf } from './showing.ts'
import type { Stage } from './stage.ts'

// A timer is a reminder to look, never the clock: browsers throttle it while the source is hidden.
const longestWaitMs = 60_000

const fromBack = layerNames.toReversed()

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
  let timer: ReturnType<typeof setTimeout> | undefined

  /**
   * Leaves first, so that what comes finds the light free. Both go from the back to the front: what is over leaves before the light
   * could fall on it once more, and what comes is stepped in front of.
   */
  function look(): void {
    const time = now()
    const { on, lookAgainAt } = schedule(cues(), time, begun())
    const wanted = (layer: LayerName) => (on[layer] === null ? standing()[layer] : showingOf(on[layer]))
    for (const layer of fromBack) if (wanted(layer) === undefined) stage.hide(layer)
    for (const layer of fromBack) {
      const content = wanted(layer)
      if (content !== undefined) stage.show(layer, content, content.cue === null ? 0 : time - content.cue.starts_at)
    }
    clearTimeout(timer)
    setLookedAt(time)
    if (lookAgainAt !== null) timer = setTimeout(look, Math.min(lookAgainAt - time + 1, longestWaitMs))
  }

  function begun(): ReadonlySet<string> {
    const { layers } = stage.state()
    return new Set(layerNames.flatMap((name) => contentOf(layers[name])))
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

/** What is on screen in a layer. What waits its turn has not begun: by then it may be stale. */
function contentOf(layer: ReturnType<Stage['state']>['layers'][LayerName]): string[] {
  if (layer.kind === 'hidden' || layer.kind === 'exiting' || (layer.kind === 'interrupted' && layer.isWaiting)) return []
  return [layer.content.id]
}
