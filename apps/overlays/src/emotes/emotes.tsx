import { For, onCleanup, untrack } from 'solid-js'
import './emotes.css'
import { Emote } from '@/shared/emote.tsx'
import type { PageProps } from '@/shared/page.tsx'
import { createRain, type RainView } from './create-rain.ts'
import type { Flake } from './rain.ts'
import { canvas } from './toss.ts'

/** The emotes of chat, falling: each message is a handful, thrown in from above. */
export function Emotes(props: PageProps<'emotes'>) {
  let ground: HTMLElement | undefined
  const rain = createRain({ state: () => props.state(), options: props.options, now: () => props.now(), ground: () => ground })
  return (
    <main class="canvas rain" ref={ground}>
      <For each={rain.flakes()}>{(flake) => <Falling flake={flake} rain={rain} />}</For>
    </main>
  )
}

/** Outside the screen until it is thrown. */
function Falling(props: { flake: Flake; rain: RainView }) {
  const { flake, rain } = untrack(() => props)
  onCleanup(() => rain.detach(flake.key))
  return (
    <div
      class="flake"
      ref={(element) => rain.attach(flake.key, element)}
      style={{ '--size': String(flake.toss.size / canvas.width) }}
      data-drop={flake.drop}
    >
      <Emote id={flake.id} name={flake.name} onWord={() => rain.asWord(flake.key)} />
    </div>
  )
}
