import type { TrainState } from '@landale/protocol'
import { type Accessor, createEffect, createSignal, on } from 'solid-js'
import { createLookout } from '@/shared/lookout.ts'
import type { Showing } from '@/shared/showing.ts'
import { type TrainOn, trainOn } from './train-on.ts'

export type CreateTrainOptions = { state: () => TrainState | undefined; now: () => number }

/** The train that is on by the server's clock, reactive: gone when its time is up, whether or not anybody says so. */
export function createTrain({ state, now }: CreateTrainOptions): Accessor<TrainOn | undefined> {
  const [train, setTrain] = createSignal<TrainOn>()
  const lookout = createLookout({
    now,
    look() {
      const trains = state()
      const next = trains && trainOn(trains, now())
      setTrain(next)
      return next?.expires_at ?? null
    },
  })
  createEffect(on(state, lookout.look))
  return train
}

/** As the layers know it: another train is another showing. */
export function showingOfTrain({ kind, id }: TrainOn): Showing {
  return { id: `train ${id}`, kind: `train.${kind}`, cue: null }
}
