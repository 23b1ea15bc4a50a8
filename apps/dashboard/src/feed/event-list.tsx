import { createMemo, createSelector, createSignal, For, type JSX, onCleanup, Show } from 'solid-js'
import { EventRow } from '@/feed/event-row.tsx'
import type { FeedEvent } from '@/feed/taken-back.ts'
import { texts } from '@/texts.ts'

/** One stop of the tab key; the arrows go from row to row, Enter opens one, Escape closes it. */
export function EventList(props: { events: readonly FeedEvent[] }): JSX.Element {
  const [openId, setOpenId] = createSignal<string>()
  const [chosenId, setChosenId] = createSignal<string>()
  // The chosen row may have been filtered away or have fallen off the end, and something must take the focus.
  const stopId = createMemo(() => {
    const chosen = chosenId()
    return props.events.some(({ id }) => id === chosen) ? chosen : props.events[0]?.id
  })
  const isStop = createSelector(stopId)
  const isOpen = createSelector(openId)
  // By id and not by event: a row that is emptied under the focus must not take the focus with it.
  const ids = createMemo(() => props.events.map(({ id }) => id))
  const byId = createMemo(() => new Map(props.events.map((event) => [event.id, event])))
  const digits = () => String(props.events[0]?.position ?? 0).length
  let list: HTMLOListElement | undefined

  const rowButton = (row: Element | null | undefined) => row?.querySelector<HTMLButtonElement>('.row')

  const close = (id: string) => {
    const row = list?.querySelector(`[data-id="${CSS.escape(id)}"]`)
    const hadFocus = row?.contains(document.activeElement) ?? false
    setOpenId(undefined)
    if (hadFocus) rowButton(row)?.focus()
  }

  const move = (event: KeyboardEvent) => {
    const row = event.target instanceof Element && event.target.matches('.row') ? event.target.closest('li') : null
    if (row === null) return
    const targets: Record<string, Element | null | undefined> = {
      ArrowDown: row.nextElementSibling,
      ArrowUp: row.previousElementSibling,
      Home: list?.firstElementChild,
      End: list?.lastElementChild,
    }
    const target = rowButton(targets[event.key])
    if (target == null) return
    event.preventDefault()
    target.focus()
  }

  const closeOnEscape = (event: KeyboardEvent) => {
    const open = openId()
    if (event.key === 'Escape' && open !== undefined) close(open)
  }
  window.addEventListener('keydown', closeOnEscape)
  onCleanup(() => window.removeEventListener('keydown', closeOnEscape))

  return (
    <ol
      class="events"
      ref={list}
      aria-label={texts.feed.rows}
      style={{ '--position-width': `${Math.max(3, digits())}ch` }}
      onKeyDown={move}
    >
      <For each={ids()}>
        {(id) => {
          const event = createMemo<FeedEvent | undefined>((known) => byId().get(id) ?? known)
          return (
            <Show when={event()}>
              {(known) => (
                <EventRow
                  event={known()}
                  isOpen={isOpen(id)}
                  isStop={isStop(id)}
                  onToggle={() => (isOpen(id) ? close(id) : setOpenId(id))}
                  onFocus={() => setChosenId(id)}
                />
              )}
            </Show>
          )
        }}
      </For>
    </ol>
  )
}
