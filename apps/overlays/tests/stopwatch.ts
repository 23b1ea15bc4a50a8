// What runs in the page to measure from a push's arrival to the frame after the paint it leads to.

type Take = { pushMs: number; paintedAt: number; isWhole: boolean }

declare global {
  interface Window {
    pushedAt?: number
    take?: Promise<Take>
  }
}

/** Before the page's own scripts: notes when a message arrives. */
export function noteArrivals(): void {
  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.addEventListener('message', () => {
        window.pushedAt = performance.now()
      })
    }
  }
}

export function armStopwatch(): void {
  const html = document.documentElement
  window.take = new Promise((resolve) => {
    const watch = new MutationObserver(() => {
      if (html.dataset.cover !== 'up') return
      watch.disconnect()
      const pushedAt = window.pushedAt ?? 0
      const box = document.getElementById('cover')?.getBoundingClientRect()
      const isWhole = box?.x === 0 && box.y === 0 && box.width === innerWidth && box.height === innerHeight
      requestAnimationFrame(() => {
        // A task after the frame's own: by then it is painted.
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => {
          const now = performance.now()
          resolve({ pushMs: now - pushedAt, paintedAt: performance.timeOrigin + now, isWhole })
        }
        port2.postMessage(null)
      })
    })
    watch.observe(html, { attributes: true, attributeFilter: ['data-cover'] })
  })
}

export async function readStopwatch(): Promise<Take> {
  if (window.take === undefined) throw new Error('the stopwatch was not armed')
  return await window.take
}
