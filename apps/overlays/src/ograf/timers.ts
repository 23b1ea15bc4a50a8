import type { Timers } from '@/shared/frozen-time.ts'

/**
 * What a graphic waits with. The document belongs to the renderer and to other graphics, so its own timers are never put in anybody's
 * hand: in the build of the graphics, the names below stand for these in every module. `createHeldTime` takes hold of this object.
 */
export const timers: Timers = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
  requestAnimationFrame: globalThis.requestAnimationFrame,
  cancelAnimationFrame: globalThis.cancelAnimationFrame,
}

// Taken out before they are called: a browser's own may be called as nobody's method but the window's.
export function setTimeout(run: () => void, ms?: number) {
  const { setTimeout: set } = timers
  return set(run, ms)
}

export function clearTimeout(id: number | undefined): void {
  const { clearTimeout: clear } = timers
  clear(id)
}

export function setInterval(run: () => void, ms?: number) {
  const { setInterval: set } = timers
  return set(run, ms)
}

export function clearInterval(id: number | undefined): void {
  const { clearInterval: clear } = timers
  clear(id)
}

export function requestAnimationFrame(run: FrameRequestCallback): number {
  const { requestAnimationFrame: request } = timers
  return request(run)
}

export function cancelAnimationFrame(id: number): void {
  const { cancelAnimationFrame: cancel } = timers
  cancel(id)
}
