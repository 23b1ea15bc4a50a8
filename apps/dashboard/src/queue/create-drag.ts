import { type Accessor, createSignal } from 'solid-js'
import { gapAt } from '@/queue/order.ts'

export type Dragged = { id: string; byPx: number; gap: number }

export type Drag = {
  dragged: Accessor<Dragged | undefined>
  /** For the grip of a row: `ids` are those of its line, in which it may be put elsewhere. */
  grip(
    id: string,
    ids: () => readonly string[],
  ): {
    onPointerDown: (event: PointerEvent & { currentTarget: HTMLElement }) => void
    onPointerMove: (event: PointerEvent) => void
    onPointerUp: (event: PointerEvent) => void
    onPointerCancel: () => void
    onLostPointerCapture: () => void
  }
  cancel(): void
}

/** As far as a press may stray and still be none of a drag. */
const slackPx = 4

/**
 * Dragging rows by a grip, with a mouse, a pen or a finger. `rowOf` finds a row on the page; `onDrop` hears into which gap it went, of
 * the line as it was when the drag began.
 */
export function createDrag(
  rowOf: (id: string) => Element | undefined,
  onDrop: (id: string, line: readonly string[], gap: number) => void,
): Drag {
  const [dragged, setDragged] = createSignal<Dragged>()
  let fromY: number | undefined
  let middles: readonly number[] = []
  let line: readonly string[] = []
  const cancel = () => {
    fromY = undefined
    setDragged(undefined)
  }
  return {
    dragged,
    cancel,
    grip: (id, ids) => ({
      onPointerDown(event) {
        if (event.button !== 0 || event.currentTarget.ariaDisabled === 'true') return
        event.currentTarget.setPointerCapture(event.pointerId)
        fromY = event.clientY
        line = ids()
        middles = line.map((other) => middleOf(rowOf(other)))
      },
      onPointerMove(event) {
        if (fromY === undefined) return
        const byPx = event.clientY - fromY
        if (dragged() === undefined && Math.abs(byPx) < slackPx) return
        setDragged({ id, byPx, gap: gapAt(middles, event.clientY) })
      },
      onPointerUp() {
        const drop = dragged()
        cancel()
        if (drop !== undefined) onDrop(id, line, drop.gap)
      },
      onPointerCancel: cancel,
      onLostPointerCapture: cancel,
    }),
  }
}

function middleOf(row: Element | undefined): number {
  const box = row?.getBoundingClientRect()
  return box === undefined ? 0 : box.top + box.height / 2
}
