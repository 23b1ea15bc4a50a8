import { answers } from './answers.ts'
import type { Link } from './link.ts'

const maxItems = 2_000

/** Which source a scene's item is: OBS's events name an item by its number alone. Asked by the scene, and remembered. */
export class SceneItems {
  readonly #sources = new Map<string, string>()

  get size(): number {
    return this.#sources.size
  }

  async sourceOf(link: Link, scene: string, item: number): Promise<string | undefined> {
    const known = this.#sources.get(keyOf(scene, item))
    if (known !== undefined) return known
    const [inScene, inGroup] = await link.batch([
      { requestType: 'GetSceneItemList', requestData: { sceneName: scene } },
      { requestType: 'GetGroupSceneItemList', requestData: { sceneName: scene } },
    ])
    const answer = inScene?.ok ? inScene : inGroup
    if (!answer?.ok) return undefined
    for (const { sceneItemId, sourceName } of answers.GetSceneItemList.parse(answer.data).sceneItems)
      this.remember(scene, sceneItemId, sourceName)
    return this.#sources.get(keyOf(scene, item))
  }

  remember(scene: string, item: number, source: string): void {
    const key = keyOf(scene, item)
    this.#sources.delete(key)
    this.#sources.set(key, source)
    // A map keeps the order in which it was filled: the first is the oldest.
    for (const oldest of this.#sources.keys()) {
      if (this.#sources.size <= maxItems) return
      this.#sources.delete(oldest)
    }
  }

  forget(scene: string, item: number): void {
    this.#sources.delete(keyOf(scene, item))
  }

  /** After a rename or another scene collection every name may be another. */
  clear(): void {
    this.#sources.clear()
  }
}

function keyOf(scene: string, item: number): string {
  return `${item} ${scene}`
}
