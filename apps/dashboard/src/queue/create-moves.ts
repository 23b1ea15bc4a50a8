import type { QueuedCue } from '@landale/protocol'
import type { Accessor } from 'solid-js'
import type { Presses } from '@/press/create-presses.ts'
import { cueName } from '@/queue/cue-words.ts'
import { type Place, reordered } from '@/queue/order.ts'
import { texts } from '@/texts.ts'

export type Moves = { move: (cue: QueuedCue, place: Place) => void; edge: (cue: QueuedCue, isFirst: boolean) => void }

/** Moves within a layer, each said aloud with where the cue is then. Pressed fast, they go out one by one, in order. */
export function createMoves({ presses, waiting }: { presses: Presses; waiting: Accessor<readonly QueuedCue[]> }): Moves {
  return {
    move(cue, place) {
      const line = reordered(
        waiting().filter(({ layer }) => layer === cue.layer),
        cue.id,
        place,
      )
      const at = texts.queue.moved(cueName(cue), line.findIndex(({ id }) => id === cue.id) + 1, line.length)
      void presses.press('queue.move', { cue: cue.id, ...place }, { at, isRepeatable: true })
    },
    edge: (cue, isFirst) => presses.say(texts.queue.atEdge(cueName(cue), isFirst)),
  }
}
