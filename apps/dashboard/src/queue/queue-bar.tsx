import type { QueueView } from '@landale/protocol'
import type { JSX } from 'solid-js'
import { ConfirmButton } from '@/confirm-button.tsx'
import { texts } from '@/texts.ts'

type Playing = QueueView['playing'][number]

export type QueueBarProps = {
  waiting: number
  isHeld: boolean
  isQuiet: boolean
  foremost: Playing | undefined
  enabled: boolean
  onHold: (on: boolean) => void
  onQuiet: (on: boolean) => void
  /** What the streamer saw as the foremost, and no other that has come meanwhile. */
  onSkip: (cue: Playing) => void
  onAsking: (isAsking: boolean) => void
  onClear: () => void
}

/** What steers the queue as a whole. The buttons keep their places whatever it does. */
export function QueueBar(props: QueueBarProps): JSX.Element {
  return (
    <div class="queue-bar">
      <h2 id="queue-title">
        {texts.queue.title} <span class="count">{props.waiting}</span>
      </h2>
      <button
        type="button"
        class="button toggle"
        aria-pressed={props.isHeld}
        disabled={!props.enabled}
        onClick={() => props.onHold(!props.isHeld)}
      >
        {texts.queue.hold}
      </button>
      <button
        type="button"
        class="button toggle"
        aria-pressed={props.isQuiet}
        disabled={!props.enabled}
        onClick={() => props.onQuiet(!props.isQuiet)}
      >
        {texts.queue.doNotDisturb}
      </button>
      <button
        type="button"
        class="button"
        aria-label={texts.queue.skipForemost}
        disabled={!props.enabled || props.foremost === undefined}
        onClick={() => props.foremost && props.onSkip(props.foremost)}
      >
        {texts.queue.skip}
      </button>
      <ConfirmButton
        label={texts.queue.clear}
        confirm={texts.queue.confirmClear}
        disabled={!props.enabled || props.waiting === 0}
        onAsking={(isAsking) => props.onAsking(isAsking)}
        onConfirm={() => props.onClear()}
      />
    </div>
  )
}
