import '@landale/client/zod-without-eval'
import { Action, themeIn } from './action.ts'
import { parse } from './parse.ts'
import type { Loaded } from './part.ts'
import { answer, Refusal } from './refusal.ts'
import type { GraphicElement } from './specification.ts'

type Part = typeof import('./part.ts')

/** The copies of a part that a graphic has: a module, once loaded, stays, so one that is given back is taken again. */
const taken = new Set<string>()

/** A copy for a graphic of its own: by its theme, since motions are read from it once. */
async function takeCopy(url: string, theme: string): Promise<{ part: Part; giveBack: () => void }> {
  let number = 1
  const address = () => `${url}?${new URLSearchParams({ theme, copy: String(number) })}`
  while (taken.has(address())) number += 1
  const mine = address()
  taken.add(mine)
  const giveBack = () => void taken.delete(mine)
  try {
    return { part: (await import(/* @vite-ignore */ mine)) as Part, giveBack }
  } catch (error) {
    giveBack()
    throw error
  }
}

/** The class of an overlay's element. `url`: where its part lies. */
export function graphicOf(url: string): new () => GraphicElement {
  return class Graphic extends HTMLElement implements GraphicElement {
    readonly #shadow = this.attachShadow({ mode: 'open' })
    #loading: Promise<void> | undefined
    #loaded: Loaded | undefined
    #giveBack = () => {}

    load(params: unknown) {
      return answer(async () => {
        if (this.#loading !== undefined) throw new Refusal(409, 'the graphic is loaded already')
        this.#loading = this.#load(params)
        await this.#loading.catch((error: unknown) => {
          this.#loading = undefined
          throw error
        })
        return undefined
      })
    }

    async #load(params: unknown): Promise<void> {
      const { part, giveBack } = await takeCopy(url, themeIn(params))
      this.#giveBack = giveBack
      this.#loaded = await part.load(this.#shadow, params).catch((error: unknown) => {
        giveBack()
        throw error
      })
    }

    dispose() {
      return answer(async () => {
        await this.#loading?.catch(() => {})
        this.#loaded?.dispose()
        this.#loaded = this.#loading = undefined
        this.#giveBack()
        this.#giveBack = () => {}
        return undefined
      })
    }

    playAction(params: unknown = {}) {
      return this.#perform('playAction', params)
    }

    stopAction(params: unknown = {}) {
      return this.#perform('stopAction', params)
    }

    updateAction(params: unknown) {
      return this.#perform('updateAction', params)
    }

    customAction(params: unknown) {
      return this.#perform('customAction', params)
    }

    goToTime(params: unknown) {
      return this.#do(async (loaded) => await loaded.goTo(params))
    }

    setActionsSchedule(params: unknown) {
      return this.#do((loaded) => loaded.schedule(params))
    }

    #do(call: (loaded: Loaded) => Promise<void> | void) {
      return answer(async () => {
        await call(this.#ready())
        return undefined
      })
    }

    #perform(type: Action['type'], params: unknown) {
      return answer(async () => await this.#ready().perform(parse(Action, { type, params }, 'action')))
    }

    #ready(): Loaded {
      if (this.#loaded === undefined) throw new Refusal(409, 'the graphic is not loaded')
      return this.#loaded
    }
  }
}
