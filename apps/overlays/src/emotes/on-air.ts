import { type Accessor, createSignal, onCleanup } from 'solid-js'

/**
 * Whether anybody can see the page, reactive: its tab is not hidden, and OBS has not said that its source is off air. OBS says nothing
 * of that when a page is loaded, so that it counts as on air until then.
 */
export function createOnAir(): Accessor<boolean> {
  const [isVisible, setVisible] = createSignal(!document.hidden)
  const [isActive, setActive] = createSignal(true)
  const onVisible = () => setVisible(!document.hidden)
  const onActive = (event: WindowEventMap['obsSourceActiveChanged']) => setActive(event.detail?.active ?? true)
  document.addEventListener('visibilitychange', onVisible)
  window.addEventListener('obsSourceActiveChanged', onActive)
  onCleanup(() => {
    document.removeEventListener('visibilitychange', onVisible)
    window.removeEventListener('obsSourceActiveChanged', onActive)
  })
  return () => isVisible() && isActive()
}

declare global {
  interface WindowEventMap {
    /** OBS's own. */
    obsSourceActiveChanged: CustomEvent<{ active?: boolean } | undefined>
  }
}
