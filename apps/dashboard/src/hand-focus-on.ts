import { onCleanup } from 'solid-js'

/**
 * Where a part goes away by itself while it has the focus, its panel's first control gets it: the keyboard would begin anew at the
 * top of the page otherwise.
 */
export function handFocusOn(part: () => HTMLElement | undefined): void {
  onCleanup(() => {
    const element = part()
    const panel = element?.closest('.panel')
    if (element?.contains(document.activeElement) !== true) return
    queueMicrotask(() => panel?.querySelector<HTMLElement>('button:enabled, a')?.focus())
  })
}
