import { gsap } from 'gsap'
import { type JSX, onCleanup, onMount } from 'solid-js'
import { type RollOptions, rollCredits } from './timeline.ts'

/** A screen is ninety units high. */
const screenUnits = 90

/** One surface from the top of the screen to its foot, and what rolls in it. `speed`: units a second. */
export function Panel(props: RollOptions & { children: JSX.Element }) {
  let panel: HTMLElement | undefined
  let roll: HTMLDivElement | undefined
  let context: gsap.Context | undefined
  onMount(() => {
    const { position, speed } = props
    if (panel === undefined || roll === undefined) return
    const blocks = [...roll.children].filter((block) => block instanceof HTMLElement)
    const elements = { panel, roll, blocks }
    const pxPerUnit = panel.offsetHeight / screenUnits
    context = gsap.context(() => void rollCredits(elements, { position, speed: speed * pxPerUnit }))
  })
  onCleanup(() => context?.revert())
  return (
    <article class="credits" ref={panel}>
      <div class="credits-roll" ref={roll}>
        {props.children}
      </div>
    </article>
  )
}
