import type { Cue, QueueView } from '@landale/protocol'
import { For, type JSX, Show } from 'solid-js'
import { formatCountdown } from '@/format.ts'
import { CueLine } from '@/queue/cue-line.tsx'
import { cueName } from '@/queue/cue-words.ts'
import { isBehind, timeLeft } from '@/queue/time-left.ts'
import { texts } from '@/texts.ts'

type Playing = QueueView['playing'][number]

export type PlayingListProps = {
  playing: readonly Playing[]
  foreseen: readonly Cue[]
  /** The server's time. */
  now: number
  enabled: boolean
  onSkip: (cue: Playing) => void
}

/** What is on, the foremost first, each with what is left of it. */
export function PlayingList(props: PlayingListProps): JSX.Element {
  return (
    <ol class="playing" aria-label={texts.queue.playing}>
      <For each={props.playing} fallback={<li class="empty">{texts.queue.nothingOn}</li>}>
        {(cue) => {
          const left = () => timeLeft(cue, props.foreseen, props.now)
          const behind = () => isBehind(cue, props.playing)
          return (
            <li class="playing-cue" data-cue={cue.id} data-behind={behind()}>
              <CueLine cue={cue} />
              <span class="left">{formatCountdown(left() + 999)}</span>
              <button
                type="button"
                class="button"
                disabled={!props.enabled}
                aria-label={texts.queue.skipOf(cueName(cue))}
                onClick={() => props.onSkip(cue)}
              >
                {texts.queue.skip}
              </button>
              <span class="run-down" aria-hidden="true">
                <span style={{ transform: `scaleX(${left() / cue.duration_ms})` }} />
              </span>
              <span class="playing-note">
                {texts.queue.layers[cue.layer]}
                <Show when={behind() || !cue.is_seen}>, {behind() ? texts.queue.behind : texts.queue.unseen}</Show>
              </span>
            </li>
          )
        }}
      </For>
    </ol>
  )
}
