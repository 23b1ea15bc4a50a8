import type { Cue, OverlayName, OverlayStateOf } from '@landale/protocol'
import { gsap } from 'gsap'
import { ease, seconds } from '@/shared/motion.ts'
import type { Action } from './action.ts'
import type { CueStart } from './data.ts'
import { type GraphicData, nextCue } from './graphic-data.ts'
import { leaving } from './leaving.ts'
import { finishMotions } from './motions.ts'
import type { Begun, Performing } from './performing.ts'
import type { Piece } from './piece.tsx'
import { Refusal } from './refusal.ts'
import { createRest } from './rest.ts'

export type PerformanceOptions<Name extends OverlayName> = {
  name: Name
  root: HTMLElement
  now: () => number
  /** Throws a refusal where the data do not fit. */
  read: (data: unknown) => GraphicData
  stateOf: (data: GraphicData, cues: readonly Cue[]) => OverlayStateOf<Name>
  mount: (data: GraphicData) => Piece<OverlayStateOf<Name>>
}

const settled = Promise.resolve()

/** A graphic between load and disposal. It has one step: it is there, or it is not. Before and behind that nothing is drawn at all. */
export class Performance<Name extends OverlayName> implements Performing {
  readonly #options: PerformanceOptions<Name>
  readonly #loaded: GraphicData
  #data: GraphicData
  /** What the graphic is of itself, and what is laid over it. */
  #own: readonly Cue[] = []
  #over: readonly Cue[] = []
  #piece: Piece<OverlayStateOf<Name>> | undefined
  #isOn = false
  #made = 0
  readonly #rest = createRest()

  constructor(options: PerformanceOptions<Name>, data: unknown) {
    this.#options = options
    this.#loaded = this.#data = options.read(data)
  }

  get zeroAt(): number | undefined {
    return this.#loaded.zeroAt
  }

  async begin(action: Action): Promise<Begun> {
    switch (action.type) {
      case 'playAction': {
        const target = action.params.goto ?? (this.#isOn ? 0 : -1) + (action.params.delta ?? 1)
        if (target < 0) throw new Refusal(400, 'there is no step before the first, which is 0')
        if (target > 0) return await this.#leave(action.params)
        return { currentStep: 0, ...(await this.#enter(action.params)) }
      }
      case 'stopAction':
        return await this.#leave(action.params)
      case 'updateAction':
        return await this.#update(action.params)
      case 'customAction':
        return await this.#custom(action.params)
      default:
        return action satisfies never
    }
  }

  reset(): void {
    this.#unmount()
    this.#data = this.#loaded
    this.#made = 0
  }

  dispose(): void {
    this.#unmount()
  }

  async #enter({ skipAnimation }: { skipAnimation?: boolean | undefined }): Promise<Begun> {
    if (this.#isOn) return { settled }
    this.#unmount()
    this.#isOn = true
    this.#own = this.#cueOf(this.#data)
    this.#over = []
    this.#piece = this.#options.mount(this.#data)
    this.#tell()
    return await this.#moved(skipAnimation)
  }

  async #leave({ skipAnimation }: { skipAnimation?: boolean | undefined }): Promise<Begun> {
    const { name, root, stateOf } = this.#options
    const piece = this.#piece
    if (!this.#isOn || piece === undefined) return { settled }
    this.#isOn = false
    if (skipAnimation) {
      this.#unmount()
      return { settled }
    }
    const { fades, told } = leaving(name, stateOf(this.#data, []))
    if (fades) gsap.to(root, { opacity: 0, duration: seconds.exit.room, ease: ease.leave })
    else piece.set(told ?? (this.#data.isCue ? stateOf(this.#data, []) : undefined))
    return { settled: this.#rest.reach(() => this.#unmount()) }
  }

  async #update({ data, skipAnimation }: { data: unknown; skipAnimation?: boolean | undefined }): Promise<Begun> {
    const before = this.#data
    const next = this.#options.read(data)
    if (next.theme !== before.theme) throw new Refusal(409, 'a theme is chosen when the graphic is loaded')
    this.#data = next
    if (!this.#isOn || this.#data.key === before.key) return { settled }
    if (this.#data.isCue) this.#own = this.#cueOf(this.#data)
    if (this.#data.optionsKey !== before.optionsKey) {
      // Another size or place is another page.
      this.#piece?.dispose()
      this.#piece = this.#options.mount(this.#data)
      this.#tell()
      return await this.#moved(true)
    }
    this.#tell()
    return await this.#moved(skipAnimation)
  }

  async #custom({ id, payload, skipAnimation }: Extract<Action, { type: 'customAction' }>['params']): Promise<Begun> {
    if (!this.#data.takesCues || (id !== 'cue' && id !== 'clear')) throw new Refusal(400, `there is no action "${id}"`)
    if (!this.#isOn) throw new Refusal(409, 'there is nothing on to lay a cue over: play comes first')
    const cue = id === 'clear' ? undefined : nextCue(payload, this.#start(1))
    this.#over = cue === undefined ? [] : [...this.#over.filter(({ layer }) => layer !== cue.layer), cue]
    this.#tell()
    return await this.#moved(skipAnimation)
  }

  #cueOf({ cue }: GraphicData): readonly Cue[] {
    return cue === undefined ? [] : [cue(this.#start(0))]
  }

  #start(priority: number): CueStart {
    this.#made += 1
    return { id: `cue_graphic_${this.#made}`, at: this.#options.now(), priority }
  }

  #tell(): void {
    this.#piece?.set(this.#options.stateOf(this.#data, [...this.#own, ...this.#over]))
  }

  async #moved(skipAnimation = false): Promise<Begun> {
    if (!skipAnimation) return { settled: this.#rest.reach() }
    await finishMotions()
    return { settled }
  }

  #unmount(): void {
    this.#rest.forget()
    this.#piece?.dispose()
    this.#piece = undefined
    this.#isOn = false
    this.#options.root.style.removeProperty('opacity')
    this.#options.root.dataset.cover = 'down'
  }
}
