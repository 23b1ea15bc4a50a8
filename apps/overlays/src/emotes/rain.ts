import type { EmoteDrop } from '@landale/protocol'
import type { Places, Spot } from './places.ts'
import { type Toss, tossOf } from './toss.ts'
import { stepMs } from './world.ts'

/** An emote of a message, from its throw until it has faded. Times are the page's clock, in ms. */
export type Flake = {
  readonly key: string
  readonly drop: string
  readonly id: string
  readonly name: string
  readonly toss: Toss
  readonly startsAt: number
}

/** What a flake is seen as at a moment. `light`: from 0 to 1. */
export type Look = Spot & { readonly light: number }

export type RainOptions = {
  places: Places
  /** How many are in the air at most. */
  limit: number
  scale?: number
  /** How long what has had its time fades, what has to make room, and how long what does not fall takes to appear, in ms. */
  fadeMs: number
  yieldMs: number
  appearMs: number
}

type State = { readonly flake: Flake; isThrown: boolean; fadesAt: number; fadeMs: number }

/** More than these at once do not fade: they are gone. */
const mostYielding = 24
/** What a page could not keep up with, or was hidden for, is not caught up with: the fall goes on from where it was. */
const longestStepMs = 100

/** The emotes that are in the air. It goes by the time it is told, in steps of one length. */
export class Rain {
  readonly #options: RainOptions
  #states: State[] = []
  #lastAt: number | undefined
  #owedMs = 0

  constructor(options: RainOptions) {
    this.#options = options
  }

  get isEmpty(): boolean {
    return this.#states.length === 0
  }

  /** Oldest first. */
  get flakes(): readonly Flake[] {
    return this.#states.map(({ flake }) => flake)
  }

  pour(drops: readonly EmoteDrop[], now: number): void {
    const { fadeMs, yieldMs, limit, places, scale } = this.#options
    if (this.isEmpty) this.#lastAt = now
    const fresh = drops.flatMap(({ id: drop, at, emotes }) =>
      emotes.map(({ id, name }, index): State => {
        const toss = tossOf(drop, index, scale)
        const startsAt = Math.max(now, at) + toss.delayMs
        const flake = { key: `${drop} ${index}`, drop, id, name, toss, startsAt }
        return { flake, isThrown: false, fadesAt: startsAt + toss.lifeMs, fadeMs }
      }),
    )
    const most = Math.min(limit, places.room)
    this.#states.push(...fresh)
    const rising = this.#states.filter(({ fadesAt }) => fadesAt > now)
    for (const state of rising.slice(0, Math.max(0, rising.length - most))) {
      state.fadesAt = now
      state.fadeMs = yieldMs
    }
    const yielding = this.#states.filter((state) => state.fadesAt <= now)
    // What was to be thrown, and has to make room before it is, was never there.
    const gone = new Set([...yielding.slice(0, -mostYielding), ...yielding.filter(({ isThrown }) => !isThrown)])
    this.#remove((state) => gone.has(state))
  }

  /** At once, and without a motion. */
  takeBack(drops: ReadonlySet<string>): void {
    this.#remove(({ flake }) => drops.has(flake.drop))
  }

  reshape(key: string, size: { wide: number; high: number }): void {
    this.#options.places.reshape(key, size)
  }

  /** Goes on to a moment: throws what is due, and takes away what has faded. */
  advance(now: number): void {
    this.#owedMs += Math.min(Math.max(0, now - (this.#lastAt ?? now)), longestStepMs)
    this.#lastAt = now
    this.#remove(({ fadesAt, fadeMs }) => now >= fadesAt + fadeMs)
    this.#throwDue(now)
    // A hair of rounding must not put a step off to the next frame.
    while (this.#owedMs >= stepMs - 1e-6) {
      this.#options.places.step()
      this.#owedMs -= stepMs
    }
  }

  /** Undefined for one that is not thrown yet. */
  lookOf(key: string, now: number): Look | undefined {
    const state = this.#states.find(({ flake }) => flake.key === key)
    if (state === undefined || !state.isThrown) return undefined
    const { places, appearMs } = this.#options
    const spot = places.spotOf(key, Math.min(1, Math.max(0, this.#owedMs / stepMs)))
    if (spot === undefined) return undefined
    const fade = (now - state.fadesAt) / state.fadeMs
    const light = Math.min(1, Math.max(0, 1 - fade * Math.abs(fade)))
    const risen = places.isStill ? Math.min(1, (now - state.flake.startsAt) / appearMs) : 1
    return { ...spot, light: Math.min(light, risen) }
  }

  #throwDue(now: number): void {
    for (const state of this.#states) {
      if (state.isThrown || state.flake.startsAt > now) continue
      state.isThrown = true
      this.#options.places.put(state.flake.key, state.flake.toss)
    }
  }

  #remove(isGone: (state: State) => boolean): void {
    const gone = this.#states.filter(isGone)
    if (gone.length === 0) return
    for (const { flake } of gone) this.#options.places.take(flake.key)
    this.#states = this.#states.filter((state) => !gone.includes(state))
  }
}
