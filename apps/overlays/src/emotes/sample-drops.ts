import type { EmoteDrop, EmotesState } from '@landale/protocol'
import { sampleEmotes } from './sample-emotes.ts'

type Word = keyof typeof sampleEmotes

const said: readonly (readonly Word[])[] = [
  ['kettleScream', 'kettleScream', 'kettleScream'],
  ['LUL'],
  ['leafHeart', 'leafHeart'],
  ['fishStare'],
  ['LUL', 'LUL', 'LUL', 'LUL'],
  ['lanternGlow', 'leafHeart'],
  ['catNap'],
  ['kettleScream', 'LUL'],
  ['fishStare', 'fishStare', 'fishStare'],
  ['leafHeart'],
  ['LUL', 'lanternGlow'],
  ['catNap', 'catNap'],
  ['kettleScream'],
  ['leafHeart', 'leafHeart', 'leafHeart', 'leafHeart', 'leafHeart'],
  ['LUL'],
  ['lanternGlow', 'lanternGlow'],
]
const apartMs = 160

/** A chat that has just seen something, a message every now and then. */
export function sampleDrops(now: number): EmotesState {
  const drop = (words: readonly Word[], index: number): EmoteDrop => ({
    id: `evt_01999999-0000-7000-8000-${String(index).padStart(12, '0')}`,
    at: now + index * apartMs,
    actor: `twitch:${index}`,
    emotes: words.map((word) => ({ id: sampleEmotes[word], name: word })),
  })
  return { drops: said.map(drop) }
}
