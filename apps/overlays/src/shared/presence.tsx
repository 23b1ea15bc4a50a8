import { gsap } from 'gsap'
import { type Accessor, createEffect, createMemo, createSignal, For, type JSX, on, onCleanup, untrack } from 'solid-js'

export type PresenceProps<Item> = {
  /** What is to be there; undefined: nothing. Reactive. */
  item: Item | undefined
  /** Tells one from another: what keeps its key stays, and is drawn with what it says now. */
  keyOf: (item: Item) => string
  enter: (element: HTMLElement) => gsap.core.Timeline
  exit: (element: HTMLElement) => gsap.core.Timeline
  /** How long before the end of an exit the next enters, in seconds. */
  overlap?: number
  class?: string
  children: (item: Accessor<Item>) => JSX.Element
}

type Row<Item> = { readonly key: string; readonly first: Item }

/** One thing at a time in a place: what leaves is drawn as it was until its exit is over, and what comes enters after it. */
export function Presence<Item>(props: PresenceProps<Item>) {
  const [rows, setRows] = createSignal<readonly Row<Item>[]>([])
  const elements = new Map<Row<Item>, HTMLElement>()
  const key = createMemo(() => (props.item === undefined ? undefined : props.keyOf(props.item)))
  let context: gsap.Context | undefined

  createEffect(
    on(key, (next) => {
      const { item } = untrack(() => ({ item: props.item }))
      const leaving = rows().at(-1)
      const arriving = next === undefined || item === undefined ? undefined : { key: next, first: item }
      context?.kill()
      for (const row of elements.keys()) if (row !== leaving) elements.delete(row)
      setRows([...(leaving === undefined ? [] : [leaving]), ...(arriving === undefined ? [] : [arriving])])
      // Solid draws what an effect sets only after it, and a motion needs its element at once.
      queueMicrotask(() => {
        context = gsap.context(() => move(arriving, leaving))
      })
    }),
  )
  onCleanup(() => context?.revert())

  function move(arriving: Row<Item> | undefined, leaving: Row<Item> | undefined): void {
    const [coming, going] = [arriving && elements.get(arriving), leaving && elements.get(leaving)]
    const timeline = gsap.timeline({
      onComplete() {
        // Nothing holds on to what has left.
        context?.kill()
        if (leaving !== undefined) elements.delete(leaving)
        setRows(arriving === undefined ? [] : [arriving])
      },
    })
    if (going !== undefined) timeline.add(props.exit(going))
    if (coming !== undefined) timeline.add(props.enter(coming), going === undefined ? 0 : `-=${props.overlap ?? 0}`)
  }

  return (
    <For each={rows()}>
      {(row) => {
        const item = createMemo<Item>((last) => {
          const now = props.item
          return now !== undefined && props.keyOf(now) === row.key ? now : last
        }, row.first)
        return (
          <div class={props.class} ref={(element) => elements.set(row, element)} data-key={row.key}>
            {props.children(item)}
          </div>
        )
      }}
    </For>
  )
}
