import { Show } from 'solid-js'
import { sizeOf } from '@/shared/cue-size.ts'
import type { Showing } from '@/shared/showing.ts'
import { Slab } from '@/shared/slab.tsx'
import { checkpointName, percent } from '@/shared/words.ts'
import { type Checkpoint, placeOf } from './run-view.ts'

/** A cleared checkpoint: its name, how often it is cleared, and how far that is. Any other cue says what it has to say. */
export function CheckpointSlab(props: { content: Showing; checkpoints: readonly Checkpoint[] }) {
  const words = () => {
    const payload = props.content.cue?.payload
    const place = placeOf(props.checkpoints, payload?.name)
    if (payload?.name === undefined || place === null) return payload
    return {
      ...payload,
      name: checkpointName(payload.name),
      aside: `clear rate ${percent(place.rate)}`,
      figure: `${place.nth} of ${place.of}`,
    }
  }
  return (
    <Show when={words()}>{(said) => <Slab size={props.content.cue ? sizeOf(props.content.cue) : 'nod'} words={said()} />}</Show>
  )
}
