import { type Accessor, createSignal, onCleanup } from 'solid-js'

/** Whether an element is to be seen: on the screen, in a page that is. `watch` takes the element once it is there. */
export function createSeen(): { isSeen: Accessor<boolean>; watch: (element: Element) => void } {
  const [isOnScreen, setOnScreen] = createSignal(false)
  const [isPageShown, setPageShown] = createSignal(!document.hidden)
  const observer = new IntersectionObserver((entries) => setOnScreen(entries.at(-1)?.isIntersecting === true))
  const look = () => setPageShown(!document.hidden)
  document.addEventListener('visibilitychange', look)
  onCleanup(() => {
    observer.disconnect()
    document.removeEventListener('visibilitychange', look)
  })
  return { isSeen: () => isOnScreen() && isPageShown(), watch: (element) => observer.observe(element) }
}
