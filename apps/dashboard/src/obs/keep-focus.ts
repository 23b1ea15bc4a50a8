import { onCleanup } from 'solid-js'

/** Where a button gives its place to another while it has the focus, the one that comes gets it: who steers by keyboard stays there. */
export function keepFocusIn(row: string, part: () => HTMLElement | undefined): void {
  onCleanup(() => {
    const element = part()
    const kept = element?.closest(row)
    if (element?.contains(document.activeElement) !== true) return
    queueMicrotask(() => kept?.querySelector<HTMLElement>('button:enabled')?.focus())
  })
}
