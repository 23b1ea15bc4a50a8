import type { ChatLine, OverlayName, OverlayStateOf, RunState } from '@landale/protocol'
import { sampleSpeech } from '@/captions/sample-speech.ts'
import { sampleChat } from '@/chat/sample-chat.ts'
import { sampleSong } from '@/now-playing/sample-song.ts'
import type { Words } from './frozen-words.ts'
import { sampleCue, sampleState, samples } from './samples.ts'

/** What a page is told, and when, in ms from the moment's start. Before that is what has to be in its place by then. */
export type Beat<State> = { readonly atMs: number; readonly state: State }

/** A moment of a page, with its own words or with others. `start`: its beginning, by the page's clock. */
export type Moment<State> = (start: number, words: Words | undefined) => readonly Beat<State>[]

type Moments<Name extends OverlayName> = Readonly<Record<string, Moment<OverlayStateOf<Name>>>>

/** Longer than any entrance. */
const settledMs = 3_000

/** By page: a cue's name of `samples.ts`, or a moment of a page that has no cues. */
const moments: { readonly [Name in OverlayName]?: Moments<Name> } = {
  alerts: cues((cue) => ({ cues: cue })),
  takeover: cues((cue) => ({ cues: cue })),
  ironmon: {
    ...cues((cue, start) => ({ ...sampleState('ironmon', start), cues: cue }), settledMs),
    run: (start) => [{ atMs: 0, state: sampleState('ironmon', start) }],
    /** The runner moves on, and the figures roll. */
    cleared: (start) => changed(sampleState('ironmon', start), (state) => ({ ...state, run: cleared(state.run) })),
    /** A run ends and the next begins: the runner goes back. */
    reset: (start) => changed(sampleState('ironmon', start), (state) => ({ ...state, run: begunAnew(state.run) })),
  },
  chat: {
    all: (start) => [{ atMs: 0, state: sampleChat(start) }],
    said: (start, words) => changed(chat(start, 0, 1), () => chat(start, 0, 2, words)),
    cheered: (start, words) => changed(chat(start, 3, 4), () => chat(start, 3, 5, words)),
    'taken-back': (start) => changed(chat(start, 0, 4), ({ lines }) => ({ lines: lines.filter((_, index) => index !== 2) })),
  },
  captions: {
    said: (start, words) => [{ atMs: 0, state: speech(start, 0, words) }],
    more: (start, words) => [
      { atMs: -1_500, state: speech(start - 1_500, 0) },
      { atMs: 0, state: { lines: [...speech(start - 1_500, 0).lines, ...speech(start, 1, words).lines] } },
    ],
  },
  'now-playing': {
    song: (start, words) => [{ atMs: 0, state: song(start, words) }],
    next: (start, words) =>
      changed(song(start - settledMs), () => song(start, words ?? { name: 'Grant Kirkhope', text: 'Clanker’s Cavern' })),
    paused: (start, words) => changed(song(start - settledMs, words), (state) => ({ ...state, is_paused: true })),
    stopped: (start) => changed(song(start - settledMs), () => ({ song: null, is_paused: false })),
  },
}

/** The names that `?cue=` takes on a page. */
export function momentNames(name: OverlayName): readonly string[] {
  return Object.keys(moments[name] ?? {})
}

export function momentOf<Name extends OverlayName>(name: Name, cue: string): Moment<OverlayStateOf<Name>> {
  const known: Moments<Name> | undefined = moments[name]
  const moment = known?.[cue]
  if (moment === undefined) throw new Error(`${name} has no moment ${cue}; it has ${momentNames(name).join(', ')}`)
  return moment
}

type SampleCue = ReturnType<typeof sampleCue>

/** Every sample as a moment: its cue starts with it. `before`: how long the rest of the page has been there by then. */
function cues<State>(stateOf: (cues: SampleCue[], start: number) => State, before = 0): Record<string, Moment<State>> {
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

function changed<State>(state: State, change: (state: State) => State): readonly Beat<State>[] {
  return [
    { atMs: -settledMs, state },
    { atMs: 0, state: change(state) },
  ]
}

function cleared(run: RunState): RunState {
  const next = run.checkpoints[run.current?.cleared.length ?? 0]?.name ?? 'BROCK'
  const current = run.current === null ? null : { ...run.current, cleared: [...run.current.cleared, next] }
  return { ...run, current, attempts: run.attempts + 1 }
}

function begunAnew(run: RunState): RunState {
  const current = run.current === null ? null : { ...run.current, id: 'run_frozen', number: 1_483, cleared: [] }
  return { ...run, current, attempts: run.attempts + 1 }
}

/** A few messages of the sample; the last of them with other words. */
function chat(start: number, from: number, to: number, words?: Words): OverlayStateOf<'chat'> {
  const lines = sampleChat(start).lines.slice(from, to)
  const last = lines.at(-1)
  if (last === undefined || words === undefined) return { lines }
  const said: ChatLine = { ...last, name: words.name, fragments: [{ kind: 'text', text: words.text }] }
  return { lines: [...lines.slice(0, -1), said] }
}

function speech(heardAt: number, index: number, words?: Words): OverlayStateOf<'captions'> {
  const line = sampleSpeech(heardAt).lines[index]
  if (line === undefined) throw new Error(`nothing is said ${index} times`)
  return { lines: [{ ...line, text: words?.text ?? line.text }] }
}

function song(start: number, words?: Words): OverlayStateOf<'now-playing'> {
  const state = sampleSong(start)
  if (state.song === null || words === undefined) return state
  return { ...state, song: { ...state.song, artist: words.name, title: words.text } }
}
