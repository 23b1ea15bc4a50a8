import { gsap } from 'gsap'
import { createEffect, createMemo, Index, on, onCleanup } from 'solid-js'
import { ease, isStill, seconds } from '@/shared/motion.ts'
import type { RunView } from './run-view.ts'

/** A mark for each checkpoint, and the runner's own, which stands at the next one. What has just been cleared is hot, and cools. */
export function ProgressLine(props: { steps: RunView['steps']; position: number }) {
  let root: HTMLDivElement | undefined
  let runner: HTMLDivElement | undefined
  let context: gsap.Context | undefined
  // Every state brings new objects; only what they say may move anything.
  const cleared = createMemo(() => props.steps.flatMap(({ isCleared }, index) => (isCleared ? [index] : [])), [], {
    equals: isSame,
  })
  const position = createMemo(() => props.position)
  const placeAt = (index: number) => ({ xPercent: index * 125, opacity: index < props.steps.length ? 1 : 0 })

  createEffect(
    on([position, cleared], ([next, now], last) => {
      if (last === undefined) {
        gsap.set(runner ?? [], placeAt(next))
        return
      }
      const before = new Set(last[1])
      const isHot = (index: number) => now.includes(index) && !before.has(index)
      const heats = [...(root?.querySelectorAll('.step-heat') ?? [])]
      const hot = heats.filter((_, index) => isHot(index))
      // A mark that was still cooling when the run ended has no more time to.
      const cold = heats.filter((_, index) => !isHot(index))
      context?.kill()
      context = gsap.context(() => {
        gsap
          .timeline()
          .to(runner ?? [], { ...placeAt(next), ...howTo() })
          .to(cold, { opacity: 0, duration: seconds.exit.nod }, 0)
          .fromTo(hot, { opacity: 1 }, { opacity: 0, duration: seconds.cool, ease: 'power1.in', stagger: seconds.stagger }, 0)
      })
    }),
  )
  onCleanup(() => context?.revert())

  return (
    <div class="progress" ref={root} role="img" aria-label={`${cleared().length} of ${props.steps.length} cleared`}>
      <Index each={props.steps}>
        {(step, index) => (
          <div class="step" data-checkpoint={step().name} data-cleared={step().isCleared} data-next={index === position()}>
            <div class="step-heat" />
          </div>
        )}
      </Index>
      <div class="runner" ref={runner} />
    </div>
  )
}

function isSame(before: readonly number[], after: readonly number[]): boolean {
  return before.join() === after.join()
}

function howTo() {
  return { duration: isStill() ? 0 : seconds.count, ease: ease.settle }
}
