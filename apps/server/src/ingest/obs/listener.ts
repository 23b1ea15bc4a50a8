import type { ObsState } from '@landale/protocol'
import { errorFields, type Logger } from '@landale/service'
import { answers } from './answers.ts'
import type { ObsChange } from './change.ts'
import { asides, changesOf } from './events.ts'
import { type Link, LinkError } from './link.ts'
import { askInputs, askWhole, optional } from './question.ts'
import type { SceneItems } from './scene-items.ts'

/** Events that may wait until what they need is asked; those that come after are let go of, and counted. */
const maxWaiting = 1_000

export type ListenerOptions = {
  link: Link
  items: SceneItems
  now: () => number
  logger: Logger
  onWhole: (found: ObsState) => void
  onChanges: (changes: readonly ObsChange[], rawType: string) => void
  onDropped: () => void
}

/**
 * The events of one connection, taken one after the other: what an event does not say is asked before the next one is taken, and
 * nothing is taken before everything was asked whole.
 */
export class Listener {
  readonly #options: ListenerOptions
  #work: Promise<void> = Promise.resolve()
  #waiting = 0
  #isOver = false

  constructor(options: ListenerOptions) {
    this.#options = options
  }

  /** Asks everything; events that come meanwhile wait for it. */
  async begin(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#work = promise
    this.#waiting += 1
    try {
      await this.#askWhole()
    } finally {
      this.#waiting -= 1
      resolve()
    }
  }

  hear(type: string, data: unknown): void {
    const { logger, onDropped } = this.#options
    if (this.#isOver) return
    // Without a wait where none is due: a fader's hundred events a second need no promises.
    if (this.#waiting === 0 && this.#hearNow(type, data)) return
    if (this.#waiting >= maxWaiting) {
      onDropped()
      return
    }
    this.#waiting += 1
    this.#work = this.#work
      .then(() => this.#hear(type, data))
      .catch((error: unknown) => {
        if (!(error instanceof LinkError)) logger.warn({ type, ...errorFields(error) }, 'an event of OBS was not understood')
      })
      .finally(() => {
        this.#waiting -= 1
      })
  }

  end(): void {
    this.#isOver = true
  }

  async #hear(type: string, data: unknown): Promise<void> {
    if (this.#isOver || this.#hearNow(type, data)) return
    const changes = await this.#ask(type, data)
    if (!this.#isOver) this.#options.onChanges(changes, type)
  }

  /** Takes an event that needs no asking; false for one that does. */
  #hearNow(type: string, data: unknown): boolean {
    if (type in asides) return false
    const { now, logger, onChanges, items } = this.#options
    const changes = changesOf(type, data, now())
    if (changes === undefined) {
      logger.warn({ type }, 'an event of OBS has not the form that its name promises')
      return true
    }
    if (type === 'SceneNameChanged' || type === 'InputNameChanged') items.clear()
    onChanges(changes, type)
    return true
  }

  async #ask(type: string, data: unknown): Promise<ObsChange[]> {
    const { link, items } = this.#options
    switch (type) {
      case 'InputCreated': {
        const inputs = await askInputs(link, [asides.InputCreated.parse(data)])
        return inputs.map((input) => ({ kind: 'input', input }))
      }
      case 'StudioModeStateChanged': {
        const { studioModeEnabled: on } = asides.StudioModeStateChanged.parse(data)
        return [
          { kind: 'studio_mode', on },
          { kind: 'preview', scene: on ? await this.#preview() : null },
        ]
      }
      case 'SceneItemEnableStateChanged': {
        const { sceneName, sceneItemId, sceneItemEnabled } = asides.SceneItemEnableStateChanged.parse(data)
        const source = await items.sourceOf(link, sceneName, sceneItemId)
        return source === undefined ? [] : [{ kind: 'visibility', scene: sceneName, source, visible: sceneItemEnabled }]
      }
      case 'SceneItemCreated': {
        const { sceneName, sceneItemId, sourceName } = asides.SceneItemCreated.parse(data)
        items.remember(sceneName, sceneItemId, sourceName)
        return []
      }
      case 'SceneItemRemoved': {
        const { sceneName, sceneItemId } = asides.SceneItemRemoved.parse(data)
        items.forget(sceneName, sceneItemId)
        return []
      }
      case 'CurrentSceneCollectionChanged':
      case 'CurrentProfileChanged':
        await this.#askWhole()
        return []
      default:
        return []
    }
  }

  async #askWhole(): Promise<void> {
    const { link, items, now, onWhole } = this.#options
    items.clear()
    const found = await askWhole(link, now)
    if (!this.#isOver) onWhole(found)
  }

  async #preview(): Promise<string | null> {
    const [answer] = await this.#options.link.batch([{ requestType: 'GetCurrentPreviewScene' }])
    return optional(answer, answers.GetCurrentPreviewScene)?.currentPreviewSceneName ?? null
  }
}
