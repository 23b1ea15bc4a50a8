import { type LayerName, layerNames, type QueuedCue } from '@landale/protocol'
import { createEffect, createMemo, For, type JSX, on, onCleanup, Show } from 'solid-js'
import { createDrag } from '@/queue/create-drag.ts'
import { gapAmong, type Place, placeAt, stepped } from '@/queue/order.ts'
import { WaitingRow } from '@/queue/waiting-row.tsx'
import { texts } from '@/texts.ts'

export type WaitingListProps = {
  waiting: readonly QueuedCue[]
  enabled: boolean
  onMove: (cue: QueuedCue, place: Place) => void
  /** It is as far up or down as it can be. */
  onEdge: (cue: QueuedCue, isFirst: boolean) => void
  onRemove: (cue: QueuedCue) => void
  onMute: (kind: string) => void
}

/** What waits, layer by layer, in the order of turns. */
export function WaitingList(props: WaitingListProps): JSX.Element {
  let list: HTMLDivElement | undefined
  const byId = createMemo(() => new Map(props.waiting.map((cue) => [cue.id, cue])))
  const rowOf = (id: string) => list?.querySelector(`[data-cue="${CSS.escape(id)}"]`) ?? undefined
  const move = (id: string, place: Place | undefined) => {
    const cue = byId().get(id)
    if (cue !== undefined && place !== undefined) props.onMove(cue, place)
  }
  const drag = createDrag(rowOf, (id, line, gap) => {
    const isThere = (other: string) => byId().has(other)
    move(id, placeAt(line.filter(isThere), id, gapAmong(line, gap, isThere)))
  })
  const onEscape = (event: KeyboardEvent) => event.key === 'Escape' && drag.cancel()
  window.addEventListener('keydown', onEscape)
  onCleanup(() => window.removeEventListener('keydown', onEscape))

  // A row that changes its place on the page loses the focus, and a row that goes takes it away: the next in line gets it.
  let focused: { id: string; selector: string; index: number } | undefined
  const remember = (event: FocusEvent) => {
    const row = event.target instanceof Element ? event.target.closest('[data-cue]') : null
    const id = row?.getAttribute('data-cue')
    if (row == null || id == null || !(event.target instanceof Element)) return
    const selector = event.target.matches('.grip') ? '.grip' : `.row-actions > :nth-child(${childIndex(event.target)})`
    focused = { id, selector, index: props.waiting.findIndex((cue) => cue.id === id) }
  }
  const forget = () => {
    focused = undefined
  }
  const onPress = (event: PointerEvent) => event.target instanceof Node && list?.contains(event.target) !== true && forget()
  window.addEventListener('pointerdown', onPress)
  onCleanup(() => window.removeEventListener('pointerdown', onPress))
  const order = createMemo(() => props.waiting.map(({ id }) => id).join(' '))
  createEffect(
    on(
      order,
      () => {
        if (focused === undefined || (document.activeElement !== document.body && document.activeElement !== null)) return
        const heir = byId().has(focused.id) ? focused.id : (props.waiting[focused.index] ?? props.waiting.at(-1))?.id
        const row = heir === undefined ? undefined : rowOf(heir)
        const part = row?.querySelector<HTMLElement>(focused.selector)
        if (part != null) part.focus()
        else list?.closest('.panel')?.querySelector<HTMLElement>('button:enabled')?.focus()
      },
      { defer: true },
    ),
  )

  const step = (ids: readonly string[], cue: QueuedCue, by: -1 | 1) => {
    const place = stepped(ids, cue.id, by)
    if (place === undefined) props.onEdge(cue, by < 0)
    else props.onMove(cue, place)
  }

  return (
    <div class="waiting-lists" ref={list} onFocusIn={remember} onFocusOut={(event) => event.relatedTarget !== null && forget()}>
      <p id="queue-move-hint" class="hidden">
        {texts.queue.moveHint}
      </p>
      <Show when={props.waiting.length > 0} fallback={<p class="empty">{texts.queue.nothingWaits}</p>}>
        <For each={layerNames}>
          {(layer: LayerName) => {
            const ids = createMemo(() => props.waiting.filter((cue) => cue.layer === layer).map(({ id }) => id))
            return (
              <Show when={ids().length > 0}>
                <div class="waiting-line">
                  <h3 class="layer">{texts.queue.layers[layer]}</h3>
                  <ol aria-label={`${texts.queue.waiting}: ${texts.queue.layers[layer]}`}>
                    <For each={ids()}>
                      {(id) => {
                        const cue = createMemo<QueuedCue | undefined>((known) => byId().get(id) ?? known)
                        return (
                          <Show when={cue()}>
                            {(known) => (
                              <WaitingRow
                                cue={known()}
                                enabled={props.enabled}
                                drag={drag}
                                ids={ids}
                                onStep={(by) => step(ids(), known(), by)}
                                onRemove={() => props.onRemove(known())}
                                onMute={() => props.onMute(known().kind)}
                              />
                            )}
                          </Show>
                        )
                      }}
                    </For>
                  </ol>
                </div>
              </Show>
            )
          }}
        </For>
      </Show>
    </div>
  )
}

function childIndex(element: Element): number {
  return [...(element.parentElement?.children ?? [])].indexOf(element) + 1
}
