import type { Words } from './frozen-words.ts'
import { sampleCue, samples } from './samples.ts'

/** What a page is told, and when, in ms from the moment's start. Before that is what has to be in its place by then. */
export type Beat<State> = { readonly atMs: number; readonly state: State }

/** A moment of a page, with its own words or with others. `start`: its beginning, by the page's clock. */
export type Moment<State> = (start: number, words: Words | undefined) => readonly Beat<State>[]

/** Longer than any entrance. */
export const settledMs = 3_000

type SampleCue = ReturnType<typeof sampleCue>

/** Every sample as a moment: its cue starts with it. `before`: how long the rest of the page has been there by then. */
export function cues<State>(stateOf: (cues: SampleCue[], start: number) => State, before = 0): Record<string, Moment<State>> {
  const moment =
    (sample: string): Moment<State> =>
    (start, words) => {
      const cue = sampleCue(sample, { id: 'cue_frozen', startsAt: start })
      const beat = { atMs: 0, state: stateOf([{ ...cue, payload: saying(cue, words) }], start) }
      return before === 0 ? [beat] : [{ atMs: -before, state: stateOf([], start) }, beat]
    }
  return Object.fromEntries(Object.keys(samples).map((sample) => [sample, moment(sample)]))
}

/** Words in the place of a sample's own, where they are a person's. */
function saying({ kind, payload }: SampleCue, words: Words | undefined): SampleCue['payload'] {
  if (words === undefined) return payload
  if (kind === 'takeover.custom') return { ...payload, deed: words.text }
  return {
    ...payload,
    ...(payload.name === undefined || kind.startsWith('run.') ? undefined : { name: words.name }),
    ...(payload.message === undefined ? undefined : { message: words.text }),
  }
}

/** A page that has been as it was for a while, and what becomes of it. */
export function changed<State>(state: State, change: (state: State) => State): readonly Beat<State>[] {
  return [
    { atMs: -settledMs, state },
    { atMs: 0, state: change(state) },
  ]
}

/** A page that is told what it shows as the moment starts. */
export const told = <State>(state: State): readonly Beat<State>[] => [{ atMs: 0, state }]
