import type { Cue } from '@landale/protocol'
import { seconds } from './motion.ts'

export type SoundOptions = {
  /** In per cent. */
  volume?: number
  load: (name: string) => Promise<ArrayBuffer>
  /** The one of the page, made when it first has something to sound. */
  context?: () => AudioContext
}

export type Sound = {
  /** Makes the sounds of cues ready before they are due. */
  prepare(cues: readonly Cue[]): void
  /** Sounds with a cue that comes into view now, in the place of what still sounds. */
  cue(cue: Cue, now: number): void
}

type Voice = { source: AudioBufferSourceNode; gain: GainNode }

/** Sounds that are kept ready; the one made ready first gives way. */
const maxReady = 24
/** A page that comes so late to a cue shows it in silence. */
const latestMs = 400
/** What cannot be ready by then belongs to nothing that is seen any more. */
const patienceMs = 150

/** The one voice of a page: two cues are never heard at once, for the earlier fades as the later begins. */
export function createSound({ volume = 100, load, context: make = () => new AudioContext() }: SoundOptions): Sound {
  if (volume === 0) return { prepare: () => {}, cue: () => {} }
  const ready = new Map<string, Promise<AudioBuffer | undefined>>()
  let made: AudioContext | undefined
  let voice: Voice | undefined
  const context = () => {
    made ??= make()
    return made
  }

  function get(name: string): Promise<AudioBuffer | undefined> {
    const known = ready.get(name)
    if (known !== undefined) return known
    const [first] = ready.keys()
    if (ready.size >= maxReady && first !== undefined) ready.delete(first)
    const decoded = decode(name).catch((error: unknown) => void console.warn(`the sound ${name} is not to be had`, error))
    const buffer = decoded.then((found) => found ?? undefined)
    ready.set(name, buffer)
    return buffer
  }

  async function decode(name: string): Promise<AudioBuffer> {
    return await context().decodeAudioData(await load(name))
  }

  async function play(name: string, inSeconds: number): Promise<void> {
    const asked = performance.now()
    const buffer = await get(name)
    const waited = performance.now() - asked
    if (buffer === undefined || waited > inSeconds * 1_000 + patienceMs) return
    const audio = context()
    // A browser that lets nothing sound before a click stays silent; OBS's does not ask.
    if (audio.state !== 'running') await audio.resume()
    const at = audio.currentTime + Math.max(0, inSeconds - waited / 1_000)
    hush(at)
    const mine = { source: audio.createBufferSource(), gain: audio.createGain() }
    mine.source.buffer = buffer
    mine.gain.gain.value = volume / 100
    mine.source.connect(mine.gain).connect(audio.destination)
    mine.source.onended = () => {
      mine.gain.disconnect()
      if (voice === mine) voice = undefined
    }
    mine.source.start(at)
    voice = mine
  }

  function hush(at: number): void {
    if (voice === undefined) return
    voice.gain.gain.setTargetAtTime(0, at, seconds.interrupt / 4)
    voice.source.stop(at + seconds.interrupt)
  }

  return {
    prepare(cues) {
      for (const { sound: name } of cues) if (name !== undefined) void get(name)
    },
    cue({ sound: name, size, starts_at }, now) {
      if (name === undefined || now - starts_at > latestMs) return
      // A nod is there at once; what is larger looks out first, and sounds when it lands.
      const inSeconds = size === 'nod' ? 0 : seconds.anticipation
      void play(name, inSeconds).catch((error: unknown) => console.warn(`the sound ${name} was not played`, error))
    },
  }
}

/** A sound of the streamer's own, or a built-in one: the server knows which. */
export async function loadSound(name: string): Promise<ArrayBuffer> {
  const response = await fetch(`/overlay/sounds/${encodeURIComponent(name)}`)
  if (!response.ok) throw new Error(`the server answers ${response.status}`)
  return await response.arrayBuffer()
}
