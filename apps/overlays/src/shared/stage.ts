import { type Effect, emptyStage, type Input, type StageState, transition } from '@landale/layers'
import { type LayerName, layerNames } from '@landale/protocol'
import { batch, createSignal } from 'solid-js'
import { LayerMotion } from './layer-motion.ts'
import type { Choreography, MotionEffect, Showing } from './showing.ts'

export type Stage = {
  /** The layers' states, for the DOM to tell. Reactive. */
  readonly state: () => StageState<Showing>
  /** What is in a layer's element, the newest last: two of them while one is swapped for another. Reactive. */
  readonly items: (layer: LayerName) => readonly Showing[]
  /** Shows content. `lateMs` is how long ago that was due: its motions are sought to where they would be by now. */
  show(layer: LayerName, content: Showing, lateMs?: number): void
  hide(layer: LayerName): void
  /** The elements that content is drawn in, which must be there before anything is shown. */
  attachLayer(layer: LayerName, element: HTMLElement): void
  attachItem(layer: LayerName, content: Showing, element: HTMLElement): void
  /** Sets every motion under way to a time, in milliseconds from its start. */
  seek(timeMs: number): void
  dispose(): void
}

/** `shown`: it has begun to come into view. `finished`: it was in view, and has left for good. */
export type Receive = (content: Showing, phase: 'shown' | 'finished') => void

/**
 * The driver between the layer machine, the DOM and GSAP: it runs what the machine says and tells it what is done. `onReceipt` hears
 * of each showing once a phase.
 */
export function createStage(choreograph: Choreography, onReceipt: Receive = () => {}): Stage {
  const [state, setState] = createSignal<StageState<Showing>>(emptyStage())
  const layers = Object.fromEntries(layerNames.map((name) => [name, createLayer(name)])) as Record<
    LayerName,
    ReturnType<typeof createLayer>
  >

  function createLayer(name: LayerName) {
    const [items, setItems] = createSignal<readonly Showing[]>([])
    const motion = new LayerMotion({ choreograph, done: (number) => apply({ kind: 'done', layer: name, motion: number }) })
    return { items, setItems, motion }
  }

  function apply(input: Input<Showing>, lateMs = 0): void {
    const next = transition(state(), input)
    batch(() => {
      setState(next.state)
      for (const effect of next.effects) mount(effect)
    })
    if (input.kind === 'done') tidy(input.layer)
    for (const effect of next.effects) {
      if (effect.kind !== 'report') perform(effect, lateMs)
      if (effect.kind === 'enter' || effect.kind === 'swap') onReceipt(effect.content, 'shown')
      if (effect.kind === 'report' && effect.outcome === 'finished') onReceipt(effect.content, 'finished')
    }
  }

  /** Before its motion is made, an element must be there to move. */
  function mount(effect: Effect<Showing>): void {
    if (effect.kind === 'enter') layers[effect.layer].setItems([effect.content])
    if (effect.kind === 'swap') layers[effect.layer].setItems((items) => [...items, effect.content])
  }

  function perform(effect: MotionEffect, lateMs: number): void {
    layers[effect.layer].motion.run(effect, lateMs)
  }

  /** Takes away what has left. Only then is the layer's element put straight: the other way round it would flash. */
  function tidy(name: LayerName): void {
    const { setItems, motion } = layers[name]
    const layer = state().layers[name]
    if (layer.kind === 'hidden' || (layer.kind === 'interrupted' && layer.isWaiting)) {
      setItems([])
      motion.reset()
    } else if (layer.motion === null) {
      setItems((items) => items.slice(-1))
    }
  }

  return {
    state,
    items: (name) => layers[name].items(),
    show: (layer, content, lateMs) => apply({ kind: 'show', layer, content }, lateMs),
    hide: (layer) => apply({ kind: 'hide', layer }),
    attachLayer: (name, element) => layers[name].motion.attachLayer(element),
    attachItem: (name, content, element) => layers[name].motion.attachItem(content, element),
    seek(timeMs) {
      for (const name of layerNames) layers[name].motion.seek(timeMs)
    },
    dispose() {
      for (const name of layerNames) layers[name].motion.dispose()
    },
  }
}
