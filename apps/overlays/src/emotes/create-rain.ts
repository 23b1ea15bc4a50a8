// Hop 7, motion: new drops arrive from the state, and go on as emotes that move frame by frame until they are gone. They have no
// timeline: the engine is stepped by the page's clock, and where that is held it stands.
import type { EmotesState, OverlayOptionsOf } from '@landale/protocol'
import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import { isStill, seconds } from '@/shared/motion.ts'
import { knowsNone, newsOf } from './drops.ts'
import { createFall } from './falling.ts'
import { createOnAir } from './on-air.ts'
import { type Flake, type Look, Rain } from './rain.ts'
import { createRow } from './row.ts'
import { canvas } from './toss.ts'

export type CreateRainOptions = {
  state: Accessor<EmotesState | undefined>
  options: OverlayOptionsOf<'emotes'>
  /** The server's time. */
  now: () => number
  /** What they fall in, whose width the canvas is drawn in. */
  ground: () => HTMLElement | undefined
}

export type RainView = {
  readonly flakes: Accessor<readonly Flake[]>
  attach(key: string, element: HTMLElement): void
  detach(key: string): void
  /** There is no picture of it: it falls as the word that its element holds now. */
  asWord(key: string): void
}

/** Lets fall what chat throws. With nothing in the air, or nobody to see it, no frame is asked for. */
export function createRain({ state, options, now, ground }: CreateRainOptions): RainView {
  const [flakes, setFlakes] = createSignal<readonly Flake[]>([], { equals: isSameList })
  const elements = new Map<string, HTMLElement>()
  const isOnAir = createOnAir()
  let rain = makeRain(options)
  let known = knowsNone
  let frame: number | undefined

  function pxPerUnit(): number {
    return (ground()?.clientWidth ?? canvas.width) / canvas.width
  }

  function draw(time: number): void {
    const px = pxPerUnit()
    for (const [key, element] of elements) place(element, rain.lookOf(key, time), px)
  }

  function step(): void {
    frame = undefined
    const time = now()
    rain.advance(time)
    setFlakes(rain.flakes)
    draw(time)
    run()
  }

  function run(): void {
    if (frame === undefined && !rain.isEmpty && isOnAir()) frame = requestAnimationFrame(step)
  }

  function rest(): void {
    if (frame !== undefined) cancelAnimationFrame(frame)
    frame = undefined
  }

  createEffect(
    on(state, (said) => {
      if (said === undefined) return
      const news = newsOf(known, said.drops, now())
      known = news.known
      rain.takeBack(news.takenBack)
      // What comes while nobody sees it has passed by the time that somebody does.
      if (isOnAir() && news.fresh.length > 0) {
        // Each shower has an engine of its own, and is as still as the viewer's system asks for when it begins.
        if (rain.isEmpty) rain = makeRain(options)
        rain.pour(news.fresh, now())
      }
      setFlakes(rain.flakes)
      run()
    }),
  )
  createEffect(on(isOnAir, (isOn) => (isOn ? run() : rest())))
  onCleanup(rest)

  return {
    flakes,
    attach: (key, element) => void elements.set(key, element),
    detach: (key) => void elements.delete(key),
    asWord(key) {
      const element = elements.get(key)
      const word = element?.firstElementChild
      if (element === undefined || !(word instanceof HTMLElement)) return
      element.dataset.word = 'true'
      rain.reshape(key, { wide: word.offsetWidth / pxPerUnit(), high: word.offsetHeight / pxPerUnit() })
    },
  }
}

function makeRain({ limit, scale }: OverlayOptionsOf<'emotes'>): Rain {
  return new Rain({
    places: isStill() ? createRow(scale) : createFall(),
    limit,
    scale,
    fadeMs: seconds.exit.room * 1_000,
    yieldMs: seconds.exit.nod * 1_000,
    appearMs: seconds.text * 1_000,
  })
}

/** By transform and opacity alone: an element's own place is the canvas's corner, and its middle is what moves. */
function place({ style }: HTMLElement, look: Look | undefined, px: number): void {
  if (look === undefined) return
  const { x, y, angle, light } = look
  style.transform = `translate(${(x * px).toFixed(2)}px, ${(y * px).toFixed(2)}px) rotate(${angle.toFixed(4)}rad)`
  style.opacity = light.toFixed(3)
}

function isSameList(one: readonly Flake[], other: readonly Flake[]): boolean {
  return one.length === other.length && one.every((flake, index) => flake === other[index])
}
