import { onCleanup } from 'solid-js'
import { texts } from '@/texts.ts'

/**
 * F8, wherever the focus is, and also while something is typed: one key, no chord, and no browser's own. Shift+Escape is Chromium's
 * task manager and never reaches a page. It only ever covers; a second press in a fright must not uncover.
 */
export function onCoverKey(cover: () => unknown): void {
  const press = (event: KeyboardEvent) => {
    if (event.key !== texts.takeover.key || event.repeat) return
    event.preventDefault()
    cover()
  }
  window.addEventListener('keydown', press)
  onCleanup(() => window.removeEventListener('keydown', press))
}
