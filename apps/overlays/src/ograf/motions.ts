import { gsap } from 'gsap'

/** What goes on for longer is nothing to wait for: a title that is read on, a sign of life. */
const longestSeconds = 3

/** However long a motion takes in the end: a document that nobody sees moves nothing. */
const patienceMs = 5_000

/** A page looks in a microtask, what that draws moves by the next frame, and what that leaves to a frame is there in the one after. */
const framesToBegin = 3

const underWay = () =>
  gsap.globalTimeline.getChildren(false).filter((motion) => !motion.paused() && motion.totalDuration() <= longestSeconds)

/** Brings every motion under way to its end, and those that begin there. */
export async function finishMotions(): Promise<void> {
  for (let round = 0; round < framesToBegin * 2; round += 1) {
    await Promise.resolve()
    await Promise.resolve()
    for (const motion of underWay()) motion.totalProgress(1)
  }
}

/** Calls back at the first frame at which nothing is under way. Gives back how not to. */
export function whenQuiet(run: () => void): () => void {
  let frames = 0
  let frame = requestAnimationFrame(look)
  const timer = setTimeout(end, patienceMs)

  function look(): void {
    frames += 1
    if (frames >= framesToBegin && underWay().length === 0) end()
    else frame = requestAnimationFrame(look)
  }

  function forget(): void {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }

  function end(): void {
    forget()
    run()
  }

  return forget
}

/** How many animations there are of this graphic. */
export function countMotions(): number {
  return gsap.globalTimeline.getChildren().length
}

export function killMotions(): void {
  for (const motion of gsap.globalTimeline.getChildren()) motion.kill()
}
