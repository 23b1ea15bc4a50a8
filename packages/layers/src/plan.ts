import { type LayerName, layerNames } from '@landale/protocol'
import type { Input } from './input.ts'
import type { Content } from './state.ts'

const fromBack = layerNames.toReversed()

/**
 * What brings a stage to what is wanted on each layer. Leaves first, so that what comes finds the light free. Both go from the back
 * to the front: what is over leaves before the light could fall on it once more, and what comes is stepped in front of.
 */
export function planFor<C extends Content>(wanted: (layer: LayerName) => C | undefined): Exclude<Input<C>, { kind: 'done' }>[] {
  const leaves = fromBack.filter((layer) => wanted(layer) === undefined).map((layer) => ({ kind: 'hide', layer }) as const)
  const comes = fromBack.flatMap((layer) => {
    const content = wanted(layer)
    return content === undefined ? [] : [{ kind: 'show', layer, content } as const]
  })
  return [...leaves, ...comes]
}
