import { createEffect, createSignal, on, onCleanup, onMount } from 'solid-js'
import type { Debug } from '@/shared/debug.ts'

/** A slider that is drawn along is not a page loaded for each of its steps. */
const settleMs = 350
const widthPx = 1_920

type FrameProps = { name: string; query: string; first: string | undefined }

/** The real page, on sample data, as small as there is room; `play` makes it show a sample. */
export function createFrame() {
  let frame: HTMLIFrameElement | undefined
  const debug = () => (frame?.contentWindow as (Window & { landale?: Debug }) | null | undefined)?.landale
  const play = (sample: string) => void debug()?.show(sample)

  function Frame(props: FrameProps) {
    const address = () => `/overlay/${props.name}?debug=1&demo=1${props.query === '' ? '' : `&${props.query}`}`
    const [shown, setShown] = createSignal(address())
    let timer: ReturnType<typeof setTimeout> | undefined
    createEffect(
      on(
        address,
        (next) => {
          clearTimeout(timer)
          timer = setTimeout(() => setShown(next), settleMs)
        },
        { defer: true },
      ),
    )
    onMount(() => {
      const box = frame?.parentElement
      if (frame === undefined || box === null || box === undefined) return
      const element = frame
      const sizes = new ResizeObserver(() => element.style.setProperty('--shrink', String(box.clientWidth / widthPx)))
      sizes.observe(box)
      onCleanup(() => sizes.disconnect())
    })
    onCleanup(() => clearTimeout(timer))

    /** The page mounts once its fonts are there: asked for each frame, until it does. */
    function begin(attempts = 600): void {
      const { first } = props
      if (first === undefined || attempts === 0) return
      if (debug() === undefined) requestAnimationFrame(() => begin(attempts - 1))
      else play(first)
    }

    return (
      <iframe
        ref={frame}
        src={shown()}
        title={`${props.name}, as it looks`}
        loading="lazy"
        tabindex="-1"
        onLoad={() => begin()}
      />
    )
  }

  return { Frame, play }
}
