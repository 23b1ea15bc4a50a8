import type { Cue, QueueView } from '@landale/protocol'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { createPresses } from '@/press/create-presses.ts'
import type { Push } from '@/press/press.ts'
import { SaidLine } from '@/press/said-line.tsx'
import { createMoves } from '@/queue/create-moves.ts'
import { cueName } from '@/queue/cue-words.ts'
import { withPending } from '@/queue/optimistic.ts'
import { PlayingList } from '@/queue/playing-list.tsx'
import { QueueBar } from '@/queue/queue-bar.tsx'
import { SettledList } from '@/queue/settled-list.tsx'
import { WaitingList } from '@/queue/waiting-list.tsx'
import { texts } from '@/texts.ts'

export type QueuePanelProps = {
  queue: QueueView
  /** What the stage foresees, for what is left of each. */
  foreseen: readonly Cue[]
  /** Another value with every state of the queue. */
  heard: unknown
  push: Push
  enabled: boolean
  /** The server's time. */
  now: number
}

/** The cue queue, and everything that steers it. */
export function QueuePanel(props: QueuePanelProps): JSX.Element {
  const presses = createPresses({ push: (event, payload) => props.push(event, payload), heard: () => props.heard })
  const shown = createMemo(() => withPending(props.queue, presses.pending()))
  const moves = createMoves({ presses, waiting: () => shown().waiting })
  const skip = (cue: QueueView['playing'][number]) =>
    void presses.press('queue.skip', { cue: cue.id }, { done: texts.queue.skipped(cueName(cue)) })
  const mute = (kind: string, on: boolean) =>
    void presses.press('queue.mute', { kind, on }, on ? { done: texts.queue.muted(kind) } : {})

  return (
    <section class="panel queue" aria-labelledby="queue-title" data-held={shown().is_held}>
      <QueueBar
        waiting={shown().waiting.length}
        isHeld={shown().is_held}
        isQuiet={shown().do_not_disturb}
        foremost={props.queue.playing[0]}
        enabled={props.enabled}
        onHold={(on) => void presses.press(on ? 'queue.hold' : 'queue.resume')}
        onQuiet={(on) => void presses.press('queue.do_not_disturb', { on })}
        onSkip={skip}
        onAsking={(isAsking) => presses.say(isAsking ? texts.queue.pressAgain(shown().waiting.length) : '')}
        onClear={() => void presses.press('queue.clear', {}, { done: texts.queue.cleared })}
      />
      <Show when={shown().is_held || shown().do_not_disturb}>
        <p class="standing">{shown().is_held ? texts.queue.isHeld : texts.queue.isQuiet}</p>
      </Show>
      <PlayingList
        playing={props.queue.playing}
        foreseen={props.foreseen}
        now={props.now}
        enabled={props.enabled}
        onSkip={skip}
      />
      <WaitingList
        waiting={shown().waiting}
        enabled={props.enabled}
        onMove={moves.move}
        onEdge={moves.edge}
        onRemove={(cue) => void presses.press('queue.remove', { cue: cue.id }, { done: texts.queue.removed(cueName(cue)) })}
        onMute={(kind) => mute(kind, true)}
      />
      <SaidLine said={presses.said()} enabled={props.enabled} />
      <Show when={shown().muted.length > 0}>
        <div class="muted">
          <h3 class="layer">{texts.queue.mutedTitle}</h3>
          <For each={shown().muted}>
            {(kind) => (
              <button
                type="button"
                class="button"
                disabled={!props.enabled}
                aria-label={texts.queue.unmute(kind)}
                onClick={() => mute(kind, false)}
              >
                {kind} <span aria-hidden="true">×</span>
              </button>
            )}
          </For>
        </div>
      </Show>
      <SettledList
        settled={props.queue.settled}
        dropped={props.queue.dropped}
        enabled={props.enabled}
        onReplay={(cue) => void presses.press('queue.replay', { event: cue.event }, { done: texts.queue.replayed(cueName(cue)) })}
      />
    </section>
  )
}
