import type { Vitals } from '@landale/protocol'

const everyMs = 5_000
/** A frame that takes longer than one and a half of a sixtieth was missed by the eye. */
const longFrameMs = 25

/** Counts the page's frames, and says every few seconds how it does. What comes back ends it. */
export function startVitals(say: (vitals: Vitals) => void, page: Window = window): () => void {
  let [frames, dropped, lastAt, since] = [0, 0, 0, performance.now()]
  let isActive: boolean | null = null

  let handle = requestAnimationFrame(function frame(now) {
    frames += 1
    if (lastAt > 0 && now - lastAt > longFrameMs) dropped += 1
    lastAt = now
    handle = requestAnimationFrame(frame)
  })
  const report = () => {
    const now = performance.now()
    const seconds = (now - since) / 1_000
    const isVisible = document.visibilityState === 'visible'
    say({ fps: Math.min(1_000, Math.round((frames / seconds) * 10) / 10), dropped, is_visible: isVisible, is_active: isActive })
    frames = dropped = 0
    since = now
    // The pause while it was hidden is no dropped frame.
    lastAt = 0
  }
  const timer = setInterval(report, everyMs)
  const onActive = (event: Event) => {
    const { detail } = event as CustomEvent<{ active?: boolean }>
    isActive = detail?.active ?? null
    report()
  }
  const onVisible = () => report()
  page.addEventListener('obsSourceActiveChanged', onActive)
  document.addEventListener('visibilitychange', onVisible)
  return () => {
    cancelAnimationFrame(handle)
    clearInterval(timer)
    page.removeEventListener('obsSourceActiveChanged', onActive)
    document.removeEventListener('visibilitychange', onVisible)
  }
}

/** Resolves once what was just drawn has been painted: at the frame after the next. Never, while the page is hidden. */
export function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))
}
