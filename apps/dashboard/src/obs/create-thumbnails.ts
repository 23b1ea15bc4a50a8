import { commands } from '@landale/protocol'
import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js'
import { thumbnailTurn } from '@/obs/thumbnail-turn.ts'
import type { Push } from '@/press/press.ts'

/** Twice the width that they are shown in. */
const widthPx = 240
const reply = commands.get('obs.screenshot')?.reply

export type ThumbnailOptions = { push: Push; scenes: Accessor<readonly string[]>; isWanted: Accessor<boolean> }

/** A picture of each scene, asked for one after the other, and only while somebody looks. */
export function createThumbnails({ push, scenes, isWanted }: ThumbnailOptions): Accessor<ReadonlyMap<string, string>> {
  const [images, setImages] = createSignal<ReadonlyMap<string, string>>(new Map())
  const askedAt = new Map<string, number>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let isAsking = false

  const keep = (scene: string, image: string | undefined) =>
    setImages((known) => {
      const kept = new Map([...known].filter(([name]) => scenes().includes(name)))
      if (image !== undefined) kept.set(scene, image)
      return kept
    })

  const ask = async (scene: string) => {
    isAsking = true
    askedAt.set(scene, performance.now())
    try {
      const answer = await push('obs.screenshot', { source: scene, format: 'jpg', width: widthPx })
      const parsed = reply?.safeParse(answer)
      keep(scene, parsed?.success && 'image' in parsed.data ? parsed.data.image : undefined)
    } catch {
      // A scene without a picture is a scene still: the last one stays, and its turn comes again.
    } finally {
      isAsking = false
      schedule()
    }
  }
  const schedule = () => {
    clearTimeout(timer)
    if (isAsking || !isWanted()) return
    for (const known of [...askedAt.keys()]) if (!scenes().includes(known)) askedAt.delete(known)
    const turn = thumbnailTurn(scenes(), askedAt, performance.now())
    if (turn !== undefined) timer = setTimeout(() => void ask(turn.scene), turn.inMs)
  }
  createEffect(() => {
    // Another list of scenes and another look begin it anew.
    scenes().length
    isWanted()
    schedule()
  })
  onCleanup(() => {
    isAsking = true
    clearTimeout(timer)
  })
  return images
}
