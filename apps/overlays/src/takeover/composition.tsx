import type { Cue } from '@landale/protocol'
import { gsap } from 'gsap'
import { onCleanup, onMount, Show } from 'solid-js'
import { fitWidth } from '@/shared/fit-width.ts'
import { alive } from './alive.ts'
import { Countdown } from './countdown.tsx'
import { countsDownTo } from './covering.ts'
import { fitBlock } from './fit-block.ts'
import { kindOf } from './look.ts'

/** The least of its size that a message gives way to, which 280 wide letters need. */
const smallestMessage = 0.12

/**
 * One family of four: stand by has a floor, technical difficulties a fault, the screen cover a door, and what the streamer says a
 * margin of heat. The parts are the same; what they make of them is in the style sheet.
 */
export function Composition(props: { cue: Cue; now: () => number }) {
  let root: HTMLElement | undefined
  const kind = () => kindOf(props.cue.kind)
  const end = () => countsDownTo(props.cue)
  const message = () => (kind() === 'custom' ? props.cue.payload.deed : props.cue.payload.message)
  const said = () => (message() ?? '') !== ''
  const headline = () => (kind() === 'custom' ? [] : linesOf(props.cue.payload.deed))

  onMount(() => {
    if (root === undefined) return
    const element = root
    for (const line of element.querySelectorAll<HTMLElement>('.line')) fitWidth(line)
    for (const text of element.querySelectorAll<HTMLElement>('.message')) fitBlock(text, smallestMessage)
    const context = gsap.context(() => alive(kind(), element))
    onCleanup(() => context.revert())
  })

  return (
    <article class="takeover" data-takeover={kind()} data-timed={end() !== null} data-said={said()} ref={root}>
      <div class="plane" />
      <div class="heat" />
      <div class="heat heat-far" />
      <div class="mark" />
      <Show when={headline().length > 0}>
        <h1 class="headline">
          <span class="line line-first words" data-step>
            {headline()[0]}
          </span>
          <span class="line line-second words" data-step>
            {headline()[1]}
          </span>
        </h1>
      </Show>
      <div class="message-box">
        <Show when={message()}>
          {(text) => (
            <p class="message" data-step>
              {text()}
            </p>
          )}
        </Show>
      </div>
      <Show when={end()}>{(to) => <Countdown to={to()} now={() => props.now()} />}</Show>
    </article>
  )
}

/** A headline stands on two lines: its first word, and the others. */
function linesOf(deed: string): readonly [string, string] {
  const [first = '', ...others] = deed.split(' ')
  return [first, others.join(' ')]
}
