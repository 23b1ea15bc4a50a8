import { gsap } from 'gsap'

/** As long as a frame of the stream: motions that begin where another ends begin at the frame that it ends in, as they do on air. */
const frameMs = 1_000 / 60

type Due = { readonly run: () => void; at: number; readonly everyMs: number | undefined }

export type HeldTime = {
  /** In ms since the epoch; undefined while time goes by itself. Reactive only in so far as what it moves is. */
  now(): number | undefined
  /** The page's clock, its timers, its frames and its motions stand still. */
  hold(at: number): void
  /** They go on by themselves, from where they stand. */
  release(): void
  /** They go on to a moment, frame by frame, each timer when it is due. */
  moveTo(moment: number): Promise<void>
  /** Resolves once the browser has painted what is there now: it goes on painting, whatever is held. */
  painted(): Promise<void>
}

/** What a page waits with. */
export type Timers = Pick<
  Window & typeof globalThis,
  'setTimeout' | 'clearTimeout' | 'setInterval' | 'clearInterval' | 'requestAnimationFrame' | 'cancelAnimationFrame'
>

/**
 * Time in a debugger's hand. It takes the place of the page's timers, so that whatever a page waits with comes when it would have
 * come, and twice the same way: no page knows of it.
 */
export function createHeldTime(page: Timers = window): HeldTime {
  const { setTimeout, clearTimeout, setInterval, clearInterval, requestAnimationFrame, cancelAnimationFrame } = page
  const waiting = new Map<number, Due>()
  let frames = new Map<number, FrameRequestCallback>()
  let held: number | undefined
  // What GSAP's root has behind it, in seconds, and how much of its ticker's time was spent held.
  let [root, skipped, lastId] = [0, 0, 0]
  let isTaken = false

  /** Ours are below zero, where no browser's are. */
  function keep(run: () => void, afterMs: number, everyMs?: number): number {
    lastId -= 1
    waiting.set(lastId, { run, at: (held ?? 0) + Math.max(0, afterMs), everyMs })
    return lastId
  }

  function forget(id: number): boolean {
    const isFrame = frames.delete(id)
    return waiting.delete(id) || isFrame
  }

  function take(): void {
    if (isTaken) return
    isTaken = true
    root = gsap.globalTimeline.time()
    gsap.ticker.remove(gsap.updateRoot)
    gsap.ticker.add((time) => {
      if (held === undefined) gsap.updateRoot(time - skipped)
    })
    Object.assign(page, {
      setTimeout: (run: () => void, ms = 0) => (held === undefined ? setTimeout(run, ms) : keep(run, ms)),
      setInterval: (run: () => void, ms = 0) => (held === undefined ? setInterval(run, ms) : keep(run, ms, Math.max(1, ms))),
      clearTimeout: (id: number) => forget(id) || clearTimeout(id),
      clearInterval: (id: number) => forget(id) || clearInterval(id),
      requestAnimationFrame(run: FrameRequestCallback) {
        if (held === undefined) return requestAnimationFrame(run)
        lastId -= 1
        frames.set(lastId, run)
        return lastId
      },
      cancelAnimationFrame: (id: number) => forget(id) || cancelAnimationFrame(id),
    })
  }

  function step(moment: number): void {
    root += (moment - (held ?? moment)) / 1_000
    held = moment
    gsap.updateRoot(root)
    const due = frames
    frames = new Map()
    for (const run of due.values()) run(root * 1_000)
  }

  function ring(moment: number): void {
    for (const [id, timer] of [...waiting].toSorted(([, a], [, b]) => a.at - b.at)) {
      if (timer.at > moment || !waiting.has(id)) continue
      if (timer.everyMs === undefined) waiting.delete(id)
      else timer.at += timer.everyMs
      timer.run()
    }
  }

  return {
    painted: () => new Promise((resolve) => void requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
    now: () => held,
    hold(at) {
      take()
      if (held === undefined) root = gsap.globalTimeline.time()
      held = at
    },
    release() {
      if (held === undefined) return
      const at = held
      held = undefined
      skipped = gsap.ticker.time - root
      for (const { run, at: due, everyMs } of waiting.values()) {
        if (everyMs === undefined) setTimeout(run, due - at)
        else setInterval(run, everyMs)
      }
      for (const run of frames.values()) requestAnimationFrame(run)
      waiting.clear()
      frames.clear()
    },
    async moveTo(moment) {
      while (held !== undefined && held < moment) {
        const nextTimer = Math.min(...[...waiting.values()].map(({ at }) => at))
        step(Math.min(moment, Math.max(nextTimer, held), held + frameMs))
        ring(held)
        // What a page leaves to a microtask, and what that leaves to one.
        await Promise.resolve()
        await Promise.resolve()
      }
    },
  }
}
