import { gsap } from 'gsap'
import type { HeldTime } from '@/shared/frozen-time.ts'
import type { Schedule } from './action.ts'
import type { Performing } from './performing.ts'

export type FilmOptions = {
  root: HTMLElement
  performance: Pick<Performing, 'begin' | 'reset'>
  time: HeldTime
  /** The clock at the timestamp 0. */
  zeroAt: number
  frameRate: number
}

/** A renderer that says its times in whole milliseconds means the frame beside them. */
const nearMs = 1

const picturesWaitMs = 5_000

/**
 * A graphic whose time is the renderer's: it stands still at the last time it was sent to. It goes forward frame by frame, always over
 * the same frames, so that the picture at a time is the same by whatever way it was reached; back, it begins anew.
 */
export class Film {
  readonly #options: FilmOptions
  readonly #frameMs: number
  #schedule: Schedule = []
  #done = 0
  #frames = 0
  /** In ms; undefined where the next time has to be reached from the beginning. */
  #at: number | undefined
  #going: Promise<void> = Promise.resolve()

  constructor(options: FilmOptions) {
    this.#options = options
    this.#frameMs = 1_000 / options.frameRate
    gsap.config({ force3D: false })
    options.time.hold(options.zeroAt)
  }

  schedule(schedule: Schedule): void {
    this.#schedule = schedule.toSorted((one, other) => one.timestamp - other.timestamp)
    this.#at = undefined
  }

  /** Resolves once the frame is painted. One after another, in the order in which they are asked for. */
  goTo(timestamp: number): Promise<void> {
    const going = this.#going.catch(() => {}).then(() => this.#go(timestamp))
    this.#going = going
    return going
  }

  async #go(timestamp: number): Promise<void> {
    const frame = Math.round(timestamp / this.#frameMs)
    const isFrame = Math.abs(frame * this.#frameMs - timestamp) < nearMs
    const target = isFrame ? frame * this.#frameMs : timestamp
    if (this.#at === undefined || target < this.#at) await this.#rewind()
    while ((this.#frames + 1) * this.#frameMs <= target) {
      this.#frames += 1
      await this.#moveTo(this.#frames * this.#frameMs)
    }
    await this.#moveTo(target)
    // Between two frames is a moment of its own: what goes on from there would come by another way.
    this.#at = isFrame ? target : undefined
    await pictures(this.#options.root)
    await this.#options.time.painted()
  }

  async #rewind(): Promise<void> {
    const { performance, time, zeroAt } = this.#options
    performance.reset()
    // From the same time of the player's too: a hair of difference there is one of light.
    time.release()
    gsap.updateRoot(0)
    time.hold(zeroAt)
    this.#done = this.#frames = 0
    await this.#act(0)
  }

  /** What is scheduled on the way begins when it is due. */
  async #moveTo(ms: number): Promise<void> {
    const { time, zeroAt } = this.#options
    for (let next = this.#due(ms); next !== undefined; next = this.#due(ms)) {
      await time.moveTo(zeroAt + next)
      await this.#act(next)
    }
    await time.moveTo(zeroAt + ms)
  }

  #due(ms: number): number | undefined {
    const next = this.#schedule[this.#done]
    return next !== undefined && next.timestamp <= ms ? next.timestamp : undefined
  }

  async #act(ms: number): Promise<void> {
    for (let next = this.#schedule[this.#done]; next !== undefined && next.timestamp <= ms; next = this.#schedule[this.#done]) {
      this.#done += 1
      await this.#options.performance.begin(next.action)
    }
    await settle()
  }
}

/** A picture that is on its way belongs to the frame; one that never comes holds nothing up. */
async function pictures(root: HTMLElement): Promise<void> {
  const waiting = [...root.querySelectorAll('img')].filter(({ complete }) => !complete)
  if (waiting.length === 0) return
  const came = Promise.allSettled(waiting.map((image) => image.decode()))
  await Promise.race([came, new Promise<void>((resolve) => globalThis.setTimeout(resolve, picturesWaitMs))])
  await settle()
}

/** A page looks in a microtask, and draws in those after it; what a motion begins from is drawn by the player's next look. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
  gsap.updateRoot(gsap.globalTimeline.time())
}
