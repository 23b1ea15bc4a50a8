import type { QueuedCue, SettledCue } from '@landale/protocol'
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js'
import { formatTime } from '@/format.ts'
import { CueLine } from '@/queue/cue-line.tsx'
import { cueName } from '@/queue/cue-words.ts'
import { texts } from '@/texts.ts'

/** As many as there are at first. */
const few = 5

export type SettledListProps = {
  settled: readonly SettledCue[]
  dropped: number
  enabled: boolean
  onReplay: (cue: QueuedCue) => void
}

/** What is over, the newest first, and what became of it. */
export function SettledList(props: SettledListProps): JSX.Element {
  const [isAll, setAll] = createSignal(false)
  // By name and not by place: a row that the pointer is on must stay the same cue's when another is settled.
  const byKey = createMemo(() => new Map(props.settled.map((settled) => [`${settled.cue.id} ${settled.at}`, settled])))
  const keys = createMemo(() => [...byKey().keys()].slice(0, isAll() ? undefined : few))
  return (
    <Show when={props.settled.length > 0}>
      <div class="settled">
        <h3 class="layer">
          {texts.queue.settled}
          <Show when={props.dropped > 0}> · {texts.queue.dropped(props.dropped)}</Show>
        </h3>
        <ol aria-label={texts.queue.settled}>
          <For each={keys()}>
            {(key) => {
              const settled = createMemo<SettledCue | undefined>((known) => byKey().get(key) ?? known)
              return (
                <Show when={settled()}>
                  {(known) => (
                    <li class="settled-cue" data-outcome={known().outcome}>
                      <time>{formatTime(known().at)}</time>
                      <CueLine cue={known().cue} />
                      <span class="outcome">{texts.queue.outcomes[known().outcome]}</span>
                      <button
                        type="button"
                        class="button quiet"
                        disabled={!props.enabled}
                        aria-label={texts.queue.replayOf(cueName(known().cue))}
                        onClick={() => props.onReplay(known().cue)}
                      >
                        {texts.queue.replay}
                      </button>
                    </li>
                  )}
                </Show>
              )
            }}
          </For>
        </ol>
        <Show when={props.settled.length > few}>
          <button type="button" class="button quiet more" aria-expanded={isAll()} onClick={() => setAll(!isAll())}>
            {isAll() ? texts.queue.fewer : texts.queue.all(props.settled.length)}
          </button>
        </Show>
      </div>
    </Show>
  )
}
