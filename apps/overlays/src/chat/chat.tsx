import { createMemo, For, onCleanup, Show, untrack } from 'solid-js'
import './chat.css'
import type { PageProps } from '@/shared/page.tsx'
import { createRoll } from './create-roll.ts'
import { Line } from './line.tsx'
import type { Entry } from './roll.ts'
import type { RollMotion } from './roll-motion.ts'

/** The last messages, in one column along an edge of the screen; each comes in from below. */
export function Chat(props: PageProps<'chat'>) {
  const { options } = props
  const roll = createRoll({ lines: () => props.state()?.lines, options, now: () => props.now() })
  return (
    <main class="chat" data-position={options.position} style={{ '--lines': String(options.lines) }}>
      <ol class="chat-list" ref={(element) => roll.motion.attachList(element)}>
        {/* By id: an element stays for as long as its message is on screen. */}
        <For each={roll.entries().map(({ id }) => id)}>
          {(id) => <Item id={id} entries={roll.entries()} motion={roll.motion} />}
        </For>
      </ol>
    </main>
  )
}

function Item(props: { id: string; entries: readonly Entry[]; motion: RollMotion }) {
  const { id, motion } = untrack(() => props)
  const entry = createMemo<Entry | undefined>((last) => props.entries.find((entry) => entry.id === id) ?? last)
  onCleanup(() => motion.detach(id))
  return (
    <Show when={entry()}>
      {(entry) => (
        <li
          class="line"
          ref={(element) => motion.attach(id, element)}
          data-line={id}
          data-message={entry().line.message_id}
          data-state={entry().phase}
        >
          <Line line={entry().line} />
        </li>
      )}
    </Show>
  )
}
