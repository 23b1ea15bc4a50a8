import { gsap } from 'gsap'
import { appear, leave, type Move, settle, speak } from './timeline.ts'

type Places = ReadonlyMap<string, number>

/** What of a change is to be seen moving. */
export type Change = {
  /** Where the lines were seen before it, by `places()`. */
  readonly before: Places
  readonly fresh: readonly string[]
  readonly leaving: readonly string[]
}

/** The timelines of the list. Those that are superseded are killed where they stand, and the next ones begin from there. */
export class RollMotion {
  readonly #elements = new Map<string, HTMLElement>()
  readonly #contexts = new Map<string, gsap.Context>()
  readonly #done: (id: string) => void
  #list: HTMLElement | undefined
  #place: gsap.Context | undefined

  /** `done` hears of each line that leaves that it has left. */
  constructor(done: (id: string) => void) {
    this.#done = done
  }

  attachList(element: HTMLElement): void {
    this.#list = element
  }

  attach(id: string, element: HTMLElement): void {
    this.#elements.set(id, element)
  }

  /** To be called when a line's element goes: nothing holds on to it. */
  detach(id: string): void {
    for (const key of [`in ${id}`, `out ${id}`]) {
      this.#contexts.get(key)?.revert()
      this.#contexts.delete(key)
    }
    this.#elements.delete(id)
  }

  heightOf(id: string): number {
    return this.#elements.get(id)?.offsetHeight ?? 0
  }

  /** From the list's foot up to where its window ends. */
  get room(): number {
    const [list, top] = [this.#list?.getBoundingClientRect(), this.#list?.parentElement?.getBoundingClientRect().top]
    return list === undefined || top === undefined ? 0 : list.bottom - top
  }

  /** Where the lines are seen now, whatever moves them. */
  places(): Places {
    return new Map([...this.#elements].map(([id, element]) => [id, element.getBoundingClientRect().top]))
  }

  run({ before, fresh, leaving }: Change): void {
    this.#straighten()
    const rise = fresh.reduce((sum, id) => sum + this.heightOf(id), 0)
    const moves = [...this.places()].flatMap(([id, top]): Move[] => {
      const element = this.#elements.get(id)
      const from = fresh.includes(id) ? rise : (before.get(id) ?? top) - top
      return element === undefined || from === 0 ? [] : [{ element, from }]
    })
    if (moves.length > 0) this.#place = gsap.context(() => void settle(moves))
    for (const id of fresh) this.#start(`in ${id}`, id, (element) => speak(wordsOf(element)))
    for (const id of leaving) {
      if (this.#contexts.has(`out ${id}`)) continue
      this.#start(`out ${id}`, id, (element) => leave([element]).eventCallback('onComplete', () => this.#done(id)))
    }
  }

  /** The first state. */
  open(): void {
    const list = this.#list
    if (list !== undefined)
      this.#contexts.set(
        'list',
        gsap.context(() => void appear(list)),
      )
  }

  /** Everything stands where it belongs, at once. */
  still(): void {
    this.#straighten()
    for (const context of this.#contexts.values()) context.revert()
    this.#contexts.clear()
  }

  dispose(): void {
    this.still()
    this.#elements.clear()
  }

  #straighten(): void {
    this.#place?.revert()
    this.#place = undefined
  }

  #start(key: string, id: string, choreograph: (element: HTMLElement) => gsap.core.Timeline): void {
    const element = this.#elements.get(id)
    if (element === undefined) return
    this.#contexts.get(key)?.revert()
    this.#contexts.set(
      key,
      gsap.context(() => void choreograph(element)),
    )
  }
}

function wordsOf(element: HTMLElement): HTMLElement {
  return element.querySelector<HTMLElement>('.line-words') ?? element
}
