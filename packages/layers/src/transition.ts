// Hop 6, layer: what a page wants on a layer arrives as an input, from the cues of its state or from a motion that is done.
// It goes on to hop 7, motion, as effects: plain data that a GSAP timeline is made of. The rules L1 to L12 are in SPEC.md.
import { type LayerName, layerNames } from '@landale/protocol'
import type { Effect } from './effect.ts'
import type { Input } from './input.ts'
import { type Content, isUp, type LayerState, type StageState } from './state.ts'

export type Transition<C extends Content> = { readonly state: StageState<C>; readonly effects: readonly Effect<C>[] }

/** The stage after an input, and what is to be done about it, in order. An input that changes nothing gives the same state. */
export function transition<C extends Content>(state: StageState<C>, input: Input<C>): Transition<C> {
  const turn = new Turn(state)
  switch (input.kind) {
    case 'show':
      turn.show(input.layer, input.content)
      break
    case 'hide':
      turn.hide(input.layer)
      break
    case 'done':
      turn.done(input.layer, input.motion)
      break
    default:
      return input satisfies never
  }
  return turn.end()
}

/** The draft of one transition; it never outlives the call. */
class Turn<C extends Content> {
  readonly #before: StageState<C>
  readonly #layers: Record<LayerName, LayerState<C>>
  readonly #effects: Effect<C>[] = []
  #motions: number
  #isChanged = false

  constructor(state: StageState<C>) {
    this.#before = state
    this.#layers = { ...state.layers }
    this.#motions = state.motions
  }

  end(): Transition<C> {
    const state = this.#isChanged ? { layers: this.#layers, motions: this.#motions } : this.#before
    return { state, effects: this.#effects }
  }

  show(layer: LayerName, content: C): void {
    const now = this.#layers[layer]
    if (now.kind === 'hidden') {
      this.#admit(layer, content)
    } else if (now.kind === 'exiting') {
      if (now.next?.id === content.id) return
      if (now.next !== null) this.#report(layer, now.next, 'dropped')
      this.#set(layer, { ...now, next: content })
    } else if (now.content.id === content.id) {
      return
    } else if (now.kind === 'interrupted' && now.isWaiting) {
      this.#report(layer, now.content, 'dropped')
      this.#set(layer, { ...now, content })
    } else {
      this.#set(layer, { ...now, content, motion: this.#swap(layer, now.content, content) })
    }
  }

  hide(layer: LayerName): void {
    const now = this.#layers[layer]
    if (now.kind === 'hidden') return
    if (now.kind === 'exiting') {
      if (now.next === null) return
      this.#report(layer, now.next, 'dropped')
      this.#set(layer, { ...now, next: null })
    } else if (now.kind === 'interrupted' && now.isWaiting) {
      this.#report(layer, now.content, 'dropped')
      this.#set(layer, { kind: 'hidden' })
    } else {
      const motion = this.#nextMotion()
      this.#effects.push({ kind: 'exit', layer, motion, content: now.content })
      this.#set(layer, { kind: 'exiting', content: now.content, motion, next: null })
      this.#resumeHighest()
    }
  }

  done(layer: LayerName, motion: number): void {
    const now = this.#layers[layer]
    if (now.kind === 'hidden' || now.motion !== motion) return
    if (now.kind === 'exiting') {
      this.#report(layer, now.content, 'finished')
      this.#set(layer, { kind: 'hidden' })
      if (now.next !== null) this.#admit(layer, now.next)
    } else if (now.kind === 'entering') {
      this.#set(layer, { ...now, kind: 'active', motion: null })
    } else {
      this.#set(layer, { ...now, motion: null })
    }
  }

  /** Into a layer that is hidden: it enters, or waits its turn under a higher one that is up. */
  #admit(layer: LayerName, content: C): void {
    const place = layerNames.indexOf(layer)
    if (layerNames.slice(0, place).some((higher) => isUp(this.#layers[higher]))) {
      this.#set(layer, { kind: 'interrupted', content, motion: null, isWaiting: true })
      return
    }
    for (const lower of layerNames.slice(place + 1)) this.#interrupt(lower)
    this.#enter(layer, content)
  }

  #enter(layer: LayerName, content: C): void {
    const motion = this.#nextMotion()
    this.#effects.push({ kind: 'enter', layer, motion, content })
    this.#set(layer, { kind: 'entering', content, motion })
  }

  #interrupt(layer: LayerName): void {
    const now = this.#layers[layer]
    if (now.kind !== 'entering' && now.kind !== 'active') return
    const motion = this.#nextMotion()
    this.#effects.push({ kind: 'interrupt', layer, motion, content: now.content })
    this.#set(layer, { kind: 'interrupted', content: now.content, motion, isWaiting: false })
  }

  /** Only with nothing up: a lower layer that leaves from under a higher one frees no light. */
  #resumeHighest(): void {
    if (layerNames.some((name) => isUp(this.#layers[name]))) return
    const layer = layerNames.find((name) => this.#layers[name].kind === 'interrupted')
    const now = layer === undefined ? undefined : this.#layers[layer]
    if (layer === undefined || now?.kind !== 'interrupted') return
    if (now.isWaiting) {
      this.#enter(layer, now.content)
      return
    }
    const motion = this.#nextMotion()
    this.#effects.push({ kind: 'resume', layer, motion, content: now.content })
    this.#set(layer, { kind: 'active', content: now.content, motion })
  }

  #swap(layer: LayerName, from: C, content: C): number {
    const motion = this.#nextMotion()
    this.#effects.push({ kind: 'swap', layer, motion, from, content })
    this.#report(layer, from, 'finished')
    return motion
  }

  #report(layer: LayerName, content: C, outcome: 'finished' | 'dropped'): void {
    this.#effects.push({ kind: 'report', layer, content, outcome })
  }

  #set(layer: LayerName, next: LayerState<C>): void {
    this.#layers[layer] = next
    this.#isChanged = true
  }

  #nextMotion(): number {
    this.#motions += 1
    return this.#motions
  }
}
