import { gsap } from 'gsap'
import { seconds } from './motion.ts'
import type { Choreography, Elements, MotionEffect, Showing } from './showing.ts'

type Running = { readonly timeline: gsap.core.Timeline; readonly context: gsap.Context }

export type LayerMotionOptions = { choreograph: Choreography; done: (motion: number) => void }

/**
 * The timelines of one layer. What moves its content (enter, swap, exit) and what moves the layer itself (interrupt, resume) are two:
 * an interruption hurries an entrance to its end instead of cutting it, so that content is whole when it comes back.
 */
export class LayerMotion {
  readonly #options: LayerMotionOptions
  readonly #items = new Map<Showing, HTMLElement>()
  #layer: HTMLElement | undefined
  #content: Running | undefined
  #place: Running | undefined

  constructor(options: LayerMotionOptions) {
    this.#options = options
  }

  attachLayer(element: HTMLElement): void {
    this.#layer = element
  }

  attachItem(content: Showing, element: HTMLElement): void {
    for (const [other, { isConnected }] of this.#items) if (!isConnected) this.#items.delete(other)
    this.#items.set(content, element)
  }

  run(effect: MotionEffect, lateMs: number): void {
    const elements = this.#elementsOf(effect)
    const movesPlace = effect.kind === 'interrupt' || effect.kind === 'resume'
    if (!movesPlace) stop(this.#content)
    // A swap or an exit leaves the layer's own way back or aside to its end: only what enters anew begins from a straight one.
    if (movesPlace || effect.kind === 'enter') stop(this.#place)
    if (effect.kind === 'enter') this.#straighten()
    const running = this.#make(() => {
      const timeline = this.#options.choreograph(effect, elements)
      if (movesPlace) this.#hurryContent(timeline)
      return timeline
    })
    if (movesPlace) this.#place = running
    else this.#content = running
    running.timeline.eventCallback('onComplete', () => {
      // What is over holds on to nothing, and nothing to it: what it moved may have left long before the next motion begins.
      stop(running)
      if (this.#content === running) this.#content = undefined
      if (this.#place === running) this.#place = undefined
      this.#options.done(effect.motion)
    })
    running.timeline.play()
    if (lateMs > 0) running.timeline.time(Math.min(lateMs / 1000, running.timeline.duration()))
  }

  seek(timeMs: number): void {
    for (const running of [this.#content, this.#place]) {
      if (running !== undefined && running.timeline.progress() < 1) running.timeline.time(timeMs / 1000)
    }
  }

  /** With nothing in it any more, the layer stands straight for what comes next. */
  reset(): void {
    stop(this.#content)
    stop(this.#place)
    this.#content = this.#place = undefined
    this.#items.clear()
    this.#straighten()
  }

  dispose(): void {
    this.#content?.context.revert()
    this.#place?.context.revert()
  }

  #straighten(): void {
    if (this.#layer === undefined) return
    gsap.set(this.#layer, { clearProps: 'transform,opacity' })
    this.#layer.style.removeProperty('--shade')
  }

  #make(choreograph: () => gsap.core.Timeline): Running {
    let timeline: gsap.core.Timeline | undefined
    const context = gsap.context(() => {
      timeline = choreograph().pause()
    })
    if (timeline === undefined) throw new Error('a context runs what it is given at once')
    return { timeline, context }
  }

  #hurryContent(timeline: gsap.core.Timeline): void {
    const content = this.#content?.timeline
    if (content === undefined || content.progress() === 1) return
    content.pause()
    timeline.to(content, { progress: 1, duration: seconds.interrupt, ease: 'power1.out' }, 0)
  }

  #elementsOf({ content }: MotionEffect): Elements {
    const item = this.#items.get(content)
    if (this.#layer === undefined || item === undefined) throw new Error(`nothing is drawn for ${content.id}`)
    const leaving = [...this.#items]
      .filter(([other, { isConnected }]) => other !== content && isConnected)
      .map(([, element]) => element)
    return { layer: this.#layer, item, leaving }
  }
}

/** What is superseded stays where it is: killed, not reverted, and its context holds on to nothing. */
function stop(running: Running | undefined): void {
  running?.context.kill()
}
