import type { ChatLine, OverlayName, OverlayStateOf, RunState } from '@landale/protocol'
import { sampleSpeech } from '@/captions/sample-speech.ts'
import { sampleChat } from '@/chat/sample-chat.ts'
import { sampleSong } from '@/now-playing/sample-song.ts'
import { sampleStage } from '@/stage/sample-stage.ts'
import { changed, cues, type Moment, settledMs, told } from './frozen-beats.ts'
import { clock, credits, emotes, goals, ticker, timer, train } from './frozen-furniture.ts'
import type { Words } from './frozen-words.ts'
import { sampleState } from './samples.ts'

type Moments<Name extends OverlayName> = Readonly<Record<string, Moment<OverlayStateOf<Name>>>>

/** By page: a cue's name of `samples.ts`, or a moment of a page that has no cues. */
const moments: { readonly [Name in OverlayName]: Moments<Name> } = {
  stage: {
    ...cues((cue, start) => ({ ...sampleStage(start), cues: cue }), settledMs),
    quiet: (start) => told(sampleStage(start)),
    bar: (start) => told({ ...sampleStage(start), beside: [] }),
    run: (start) => told({ ...sampleStage(start), furniture: ['run'] }),
    timer: (start) => told({ ...sampleStage(start), beside: ['timer'] }),
    goals: (start) => told({ ...sampleStage(start), beside: ['goals'] }),
  },
  alerts: cues((cue) => ({ cues: cue })),
  takeover: cues((cue) => ({ cues: cue })),
  ironmon: {
    ...cues((cue, start) => ({ ...sampleState('ironmon', start), cues: cue }), settledMs),
    run: (start) => told(sampleState('ironmon', start)),
    /** The runner moves on, and the figures roll. */
    cleared: (start) => changed(sampleState('ironmon', start), (state) => ({ ...state, run: cleared(state.run) })),
    /** A run ends and the next begins: the runner goes back. */
    reset: (start) => changed(sampleState('ironmon', start), (state) => ({ ...state, run: begunAnew(state.run) })),
  },
  chat: {
    all: (start) => told(sampleChat(start)),
    said: (start, words) => changed(chat(start, 0, 1), () => chat(start, 0, 2, words)),
    cheered: (start, words) => changed(chat(start, 3, 4), () => chat(start, 3, 5, words)),
    'taken-back': (start) => changed(chat(start, 0, 4), ({ lines }) => ({ lines: lines.filter((_, index) => index !== 2) })),
  },
  captions: {
    said: (start, words) => told(speech(start, 0, words)),
    more: (start, words) => [
      { atMs: -1_500, state: speech(start - 1_500, 0) },
      { atMs: 0, state: { lines: [...speech(start - 1_500, 0).lines, ...speech(start, 1, words).lines] } },
    ],
  },
  'now-playing': {
    song: (start, words) => told(song(start, words)),
    next: (start, words) =>
      changed(song(start - settledMs), () => song(start, words ?? { name: 'Grant Kirkhope', text: 'Clanker’s Cavern' })),
    paused: (start, words) => changed(song(start - settledMs, words), (state) => ({ ...state, is_paused: true })),
    stopped: (start) => changed(song(start - settledMs), () => ({ song: null, is_paused: false })),
  },
  ticker,
  train,
  goals,
  timer,
  clock,
  emotes,
  credits,
}

/** The names that `?cue=` takes on a page. */
export function momentNames(name: OverlayName): readonly string[] {
  return Object.keys(moments[name])
}

export function momentOf<Name extends OverlayName>(name: Name, cue: string): Moment<OverlayStateOf<Name>> {
  const known: Moments<Name> = moments[name]
  const moment = known[cue]
  if (moment === undefined) throw new Error(`${name} has no moment ${cue}; it has ${momentNames(name).join(', ')}`)
  return moment
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
