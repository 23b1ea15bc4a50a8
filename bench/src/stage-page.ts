// What runs in the page: each function is handed to the browser as it stands, and so refers to nothing outside of itself.

// What of the browser is used here. Its whole library and Bun's own types do not go together.
type Element = {
  id: string
  textContent: string
  style: Record<'cssText' | 'transform', string>
  dataset: Record<string, string>
}
declare const document: {
  documentElement: Element
  body: { append(element: Element): void }
  createElement(name: string): Element
  querySelector(selector: string): Element | null
}
declare const window: { stageBench?: StageBench }
declare const MessageChannel: new () => { port1: { onmessage: () => void }; port2: { postMessage(message: null): void } }
declare const requestAnimationFrame: (frame: (now: number) => void) => number
declare const MutationObserver: new (
  look: () => void,
) => { observe(target: object, options: Record<'subtree' | 'childList' | 'attributes', boolean>): void; disconnect(): void }

/** `take` settles with the wall clock's time of the paint, in ms. */
type StageBench = { take: Promise<number>; painted(): Promise<number> }

/**
 * When `performance.now()` was zero by the wall clock, to a tenth of a millisecond: `timeOrigin` does not follow a clock that is set
 * later. The bench and the page each ask for their own, and both add `performance.now()` to it.
 */
export function wallOrigin(): number {
  let origin = Number.NEGATIVE_INFINITY
  for (let round = 0; round < 20; round += 1) {
    const before = Date.now()
    let tick = before
    while (tick === before) tick = Date.now()
    // Read late rather than early, never the other way round: the greatest is the nearest.
    origin = Math.max(origin, tick - performance.now())
  }
  return origin
}

export function install(origin: number): void {
  const painted = () => {
    const { promise, resolve } = Promise.withResolvers<number>()
    requestAnimationFrame(() => {
      // A task after the frame's own: by then it is painted.
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => resolve(origin + performance.now())
      port2.postMessage(null)
    })
    return promise
  }
  window.stageBench = { take: Promise.resolve(0), painted }
}

/** From here on waits for something to be in the document. */
export function armSelector(selector: string): void {
  const bench = window.stageBench
  if (bench === undefined) throw new Error('nothing is installed')
  const { promise, resolve } = Promise.withResolvers<number>()
  bench.take = promise
  const watch = new MutationObserver(() => {
    if (document.querySelector(selector) === null) return
    watch.disconnect()
    void bench.painted().then(resolve)
  })
  watch.observe(document, { subtree: true, childList: true, attributes: true })
}

/** The floor: what a message on a bare socket leads to is a line of text in a box of an alert's size that moves. */
export async function openFloor(port: number): Promise<void> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`)
  const box = document.createElement('div')
  box.id = 'floor'
  box.style.cssText = 'position: fixed; left: 0; bottom: 0; width: 480px; height: 120px; color: #fff; background: #222'
  document.body.append(box)
  let turn = 0
  socket.addEventListener('message', ({ data }) => {
    turn += 1
    box.textContent = String(data)
    box.style.transform = `translateX(${turn % 2}px)`
    document.documentElement.dataset.floor = String(data)
  })
  await new Promise((resolve) => socket.addEventListener('open', resolve))
}

export async function readTake(): Promise<number> {
  return (await window.stageBench?.take) ?? Number.NaN
}

/** The time between each frame and the one before it, for so long. */
export async function watchFrames(forMs: number): Promise<number[]> {
  const deltas: number[] = []
  const startedAt = performance.now()
  let last = 0
  await new Promise<void>((resolve) => {
    const frame = (now: number): void => {
      if (last > 0) deltas.push(now - last)
      last = now
      if (now - startedAt < forMs) requestAnimationFrame(frame)
      else resolve()
    }
    requestAnimationFrame(frame)
  })
  return deltas
}
