import { gsap } from 'gsap'
import './rolling.css'
import { createEffect, createMemo, createSignal, For, on, onCleanup, Show, untrack } from 'solid-js'
import { ease, isStill, seconds } from './motion.ts'

type Cell = { readonly character: string; readonly before: string | null }

/** A figure whose characters roll over, each in its own cell, where they change. Its text is the new figure at once. */
export function Rolling(props: { text: string }) {
  let root: HTMLSpanElement | undefined
  let context: gsap.Context | undefined
  const text = createMemo(() => props.text)
  const [rested, setRested] = createSignal(untrack(text))
  const cells = createMemo(() => (rested() === text() ? atRest(text()) : rolling(rested(), text())))

  createEffect(
    on(text, (now) => {
      context?.kill()
      if (now === rested()) return
      context = gsap.context(() => {
        timelineOf(root).eventCallback('onComplete', () => setRested(now))
      })
    }),
  )
  onCleanup(() => context?.revert())

  return (
    <span class="rolling" ref={root}>
      <For each={cells()}>
        {(cell) => (
          <span class="rolling-cell" classList={{ 'rolling-digit': /\d/.test(cell.character) }}>
            <span class="rolling-now" data-rolls={cell.before !== null}>
              {cell.character}
            </span>
            <Show when={cell.before}>{(before) => <span class="rolling-before" data-character={before()} />}</Show>
          </span>
        )}
      </For>
    </span>
  )
}

function atRest(text: string): readonly Cell[] {
  return [...text].map((character) => ({ character, before: null }))
}

/** Aligned at the end, so that tens stay under tens. */
function rolling(from: string, to: string): readonly Cell[] {
  const offset = to.length - from.length
  return [...to].map((character, index) => {
    const before = from[index - offset] ?? ' '
    return { character, before: before === character ? null : before }
  })
}

function timelineOf(root: HTMLElement | undefined): gsap.core.Timeline {
  const now = root?.querySelectorAll('[data-rolls=true]') ?? []
  const before = root?.querySelectorAll('.rolling-before') ?? []
  const common = { duration: seconds.count, ease: ease.settle, stagger: { each: seconds.stagger, from: 'end' } } as const
  const timeline = gsap.timeline()
  if (isStill()) return timeline.fromTo(now, { opacity: 0 }, { opacity: 1, ...common }).set(before, { opacity: 0 }, 0)
  return timeline
    .fromTo(now, { yPercent: 100 }, { yPercent: 0, ...common })
    .fromTo(before, { yPercent: 0 }, { yPercent: -100, ...common }, 0)
}
