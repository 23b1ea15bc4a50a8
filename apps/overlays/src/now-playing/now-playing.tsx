import { gsap } from 'gsap'
import { createEffect, createSignal, For, on, onCleanup } from 'solid-js'
import './now-playing.css'
import { createLookout } from '@/shared/lookout.ts'
import type { PageProps } from '@/shared/page.tsx'
import { type Form, formOf, type Memory, progressOf, remember, type Song, sooner } from './announcement.ts'
import { SongSlab } from './song-slab.tsx'
import { announce, appear, leave, stepAside } from './timeline.ts'

/** A song that is drawn: the one that is on, or one that is leaving. */
type Shown = { readonly key: string; readonly song: Song }

// What moves on the line in less is not seen, and so not painted.
const progressMs = 1_000

/** What is heard, as quiet furniture in a corner. */
export function NowPlaying(props: PageProps<'now-playing'>) {
  const { options } = props
  const side = options.position.endsWith('right') ? 'right' : 'left'

  let memory: Memory | undefined
  const [items, setItems] = createSignal<readonly Shown[]>([])
  const [current, setCurrent] = createSignal<Shown>()
  const [form, setForm] = createSignal<Form>('hidden')
  const [progress, setProgress] = createSignal<number | null>(null)
  const elements = new Map<Shown, HTMLElement>()
  const contexts = new Map<Shown, gsap.Context>()

  function look(): number | null {
    const state = props.state()
    if (memory === undefined || state === undefined) return null
    const now = props.now()
    const { form: wanted, lookAgainAt } = formOf(memory, options.mode, now)
    show(wanted, memory.key, state.song)
    const isGoing = wanted !== 'hidden' && state.song !== null && memory.paused === null
    const share = state.song === null ? null : progressOf(state.song, memory, now)
    setProgress(share)
    return sooner(lookAgainAt, isGoing && share !== null && share < 1 ? now + progressMs : null)
  }

  function show(wanted: Form, key: string | null, song: Song | null): void {
    const shown = current()
    const isOther = shown?.key !== key
    if (shown !== undefined && (wanted === 'hidden' || isOther)) {
      play(
        shown,
        (element) => leave(element, side),
        () => remove(shown),
      )
      setCurrent(undefined)
    }
    if (wanted !== 'hidden' && song !== null && key !== null && current() === undefined) {
      const item: Shown = { key, song }
      setCurrent(item)
      setItems((all) => [...all, item])
      play(item, (element) => (wanted === 'full' ? announce(element, side) : appear(element, side)))
    } else if (wanted === 'small' && form() === 'full' && shown !== undefined) play(shown, stepAside)
    setForm(wanted)
  }

  /** What was under way goes on from where it is. */
  function play(item: Shown, timelineOf: (element: HTMLElement) => gsap.core.Timeline, done = () => {}): void {
    const element = elements.get(item)
    if (element === undefined) return
    contexts.get(item)?.kill()
    contexts.set(
      item,
      gsap.context(() => void timelineOf(element).eventCallback('onComplete', done)),
    )
  }

  function remove(item: Shown): void {
    contexts.get(item)?.revert()
    contexts.delete(item)
    elements.delete(item)
    setItems((all) => all.filter((other) => other !== item))
  }

  const lookout = createLookout({ look, now: () => props.now() })
  createEffect(
    on(props.state, (state) => {
      if (state === undefined) return
      memory = remember(memory, state, props.now())
      // Not in the effect itself: Solid draws what an effect sets only after it, and a motion needs its element at once.
      queueMicrotask(lookout.look)
    }),
  )
  onCleanup(() => {
    for (const context of contexts.values()) context.revert()
  })

  const isOn = (item: Shown) => current() === item
  return (
    <main class="canvas">
      <For each={items()}>
        {(item) => (
          <article
            class="song"
            ref={(element) => elements.set(item, element)}
            data-position={options.position}
            data-state={isOn(item) ? form() : 'leaving'}
            data-paused={isOn(item) && (props.state()?.is_paused ?? false)}
          >
            <SongSlab
              song={item.song}
              isPaused={isOn(item) && (props.state()?.is_paused ?? false)}
              progress={isOn(item) ? progress() : null}
            />
          </article>
        )}
      </For>
    </main>
  )
}
