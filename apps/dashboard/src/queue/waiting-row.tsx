import type { QueuedCue } from '@landale/protocol'
import { type JSX, Show } from 'solid-js'
import type { Drag } from '@/queue/create-drag.ts'
import { CueLine } from '@/queue/cue-line.tsx'
import { cueName } from '@/queue/cue-words.ts'
import { texts } from '@/texts.ts'

export type WaitingRowProps = {
  cue: QueuedCue
  enabled: boolean
  drag: Drag
  /** The line it stands in. */
  ids: () => readonly string[]
  onStep: (by: -1 | 1) => void
  onRemove: () => void
  onMute: () => void
}

/** One that waits: dragged by its grip, or moved with Alt and the arrows from any part of it. */
export function WaitingRow(props: WaitingRowProps): JSX.Element {
  const name = () => cueName(props.cue)
  const dragged = () => {
    const known = props.drag.dragged()
    return known?.id === props.cue.id ? known : undefined
  }
  const place = () => props.ids().indexOf(props.cue.id)
  /** Where the one that is dragged would be put, seen from this row. */
  const drop = () => {
    const known = props.drag.dragged()
    if (known === undefined || !props.ids().includes(known.id)) return undefined
    if (known.gap === place()) return 'before'
    return known.gap === props.ids().length && place() === known.gap - 1 ? 'after' : undefined
  }
  const step = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined
    if (by === undefined || !event.altKey || !props.enabled) return
    event.preventDefault()
    props.onStep(by)
  }
  return (
    <li
      class="waiting-cue"
      data-cue={props.cue.id}
      data-dragged={dragged() !== undefined}
      data-drop={drop()}
      style={{ translate: dragged() === undefined ? undefined : `0 ${dragged()?.byPx ?? 0}px` }}
      onKeyDown={step}
    >
      <button
        type="button"
        class="grip"
        data-place={place() + 1}
        aria-label={texts.queue.move(name())}
        aria-describedby="queue-move-hint"
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        aria-disabled={!props.enabled}
        {...props.drag.grip(props.cue.id, () => props.ids())}
      />
      <CueLine cue={props.cue} />
      <Show when={props.cue.was_seen}>
        <span class="comes-back">{texts.queue.comesBack}</span>
      </Show>
      <span class="row-actions">
        <button
          type="button"
          class="button quiet"
          disabled={!props.enabled}
          aria-label={texts.queue.muteOf(props.cue.kind)}
          onClick={() => props.onMute()}
        >
          {texts.queue.mute}
        </button>
        <button
          type="button"
          class="button quiet"
          disabled={!props.enabled}
          aria-label={texts.queue.removeOf(name())}
          onClick={() => props.onRemove()}
        >
          {texts.queue.remove}
        </button>
      </span>
    </li>
  )
}
