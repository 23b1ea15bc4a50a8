import { gsap } from 'gsap'
import { createEffect, createSignal, For, on, onCleanup } from 'solid-js'
import './captions.css'
import { createLookout } from '@/shared/lookout.ts'
import type { PageProps } from '@/shared/page.tsx'
import { emptyPlan, type Plan, place, type Row, rowsOn } from './plan.ts'
import { directionOf } from './rows.ts'
import { createTextSetter } from './set-text.ts'
import { type Move, roll, sink } from './timeline.ts'

/** What is said, a few rows at a time. A row stays mounted until the motion that takes it off is over. */
export function Captions(props: PageProps<'captions'>) {
  const { options } = props

  let root: HTMLElement | undefined
  let surface: HTMLDivElement | undefined
  let context: gsap.Context | undefined
  let plan: Plan = emptyPlan
  let shown: readonly Row[] = []
  const [mounted, setMounted] = createSignal<readonly Row[]>([])
  const [isMoving, setMoving] = createSignal(false)
  const elements = new Map<string, HTMLElement>()
  const setText = createTextSetter(() => root ?? document.body)

  function look(): number | null {
    const { on: rows, lookAgainAt } = rowsOn(plan, props.now(), new Set(shown.map(({ id }) => id)))
    if (!isSame(rows, shown)) show(rows)
    return lookAgainAt
  }

  function show(rows: readonly Row[]): void {
    const before = shown
    shown = rows
    const isOn = (row: Row) => rows.some(({ id }) => id === row.id)
    const wasOn = (row: Row) => before.some(({ id }) => id === row.id)
    const coming = rows.filter((row) => !wasOn(row))
    // The same object for the same row, so that its element stays.
    setMounted((all) => [...all, ...coming.filter((row) => all.every(({ id }) => id !== row.id))])
    const newest = rows.at(-1)?.utterance.id
    const slotOf = (row: Row) => rows.length - 1 - rows.findIndex(({ id }) => id === row.id)
    const pushed = before.filter((row) => !isOn(row))
    const moves = mounted().flatMap((row): Move[] => {
      const element = elements.get(row.id)
      if (element === undefined) return []
      const isPast = row.utterance.id !== newest
      if (isOn(row)) {
        const startsAt = wasOn(row) ? undefined : slotOf(row) - coming.length
        return [{ element, slot: slotOf(row), startsAt, isPast }]
      }
      // What is pushed off goes out above; what leaves while others stay fades where it is.
      const place = pushed.findIndex(({ id }) => id === row.id)
      const slot = coming.length > 0 && place !== -1 ? rows.length + pushed.length - 1 - place : undefined
      return [{ element, slot, startsAt: undefined, isPast: true }]
    })
    play(() =>
      rows.length === 0
        ? sink(
            part(surface),
            moves.map(({ element }) => element),
          )
        : roll(part(surface), boxOf(rows), moves),
    )
  }

  /** What was under way goes on from where it is. */
  function play(timelineOf: () => gsap.core.Timeline): void {
    context?.kill()
    setMoving(true)
    context = gsap.context(() => {
      timelineOf().eventCallback('onComplete', () => {
        setMoving(false)
        setMounted((all) => all.filter((row) => shown.some(({ id }) => id === row.id)))
        for (const [id, { isConnected }] of elements) if (!isConnected) elements.delete(id)
      })
    })
  }

  function boxOf(rows: readonly Row[]) {
    const window = part(root)
    const style = getComputedStyle(window)
    const [row, size] = [Number.parseFloat(style.lineHeight), Number.parseFloat(style.fontSize)]
    const insets = window.clientHeight - row * options.lines
    const widest = Math.max(...rows.map(({ id }) => textWidth(elements.get(id))), size * 5)
    return {
      scaleX: Math.min(1, (widest + 2 * size * (2.5 / 4.25)) / window.clientWidth),
      scaleY: (row * rows.length + insets) / window.clientHeight,
    }
  }

  const lookout = createLookout({ look, now: () => props.now() })
  createEffect(
    on(props.state, (state) => {
      if (state === undefined) return
      // Not in the effect itself: Solid draws what an effect sets only after it, and a motion needs its element at once.
      queueMicrotask(() => {
        plan = place(plan, state.lines, { visible: options.lines, rowsOf: setText, now: props.now() })
        lookout.look()
      })
    }),
  )
  onCleanup(() => context?.revert())

  return (
    <main class="canvas">
      <section
        class="captions"
        ref={root}
        data-state={mounted().length === 0 ? 'hidden' : isMoving() ? 'moving' : 'active'}
        data-position={options.position}
        style={{ '--lines': options.lines }}
      >
        <div class="captions-surface" ref={surface} />
        <For each={mounted()}>
          {(row) => (
            <p
              class="captions-row"
              ref={(element) => elements.set(row.id, element)}
              data-row={row.id}
              dir={directionOf(row.utterance.text)}
              lang={row.utterance.language ?? ''}
            >
              {row.text}
            </p>
          )}
        </For>
      </section>
    </main>
  )
}

function isSame(rows: readonly Row[], others: readonly Row[]): boolean {
  return rows.length === others.length && rows.every(({ id }, index) => id === others[index]?.id)
}

function part(element: HTMLElement | undefined): HTMLElement {
  if (element === undefined) throw new Error('the page is not drawn yet')
  return element
}

function textWidth(element: HTMLElement | undefined): number {
  if (element === undefined) return 0
  const range = document.createRange()
  range.selectNodeContents(element)
  return range.getBoundingClientRect().width
}
