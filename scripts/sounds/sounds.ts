import { type Strike, strikes } from './voices.ts'

/** A note of equal temperament, A4 = 440 Hz, by its number on the keyboard of MIDI. */
const note = (number: number) => 440 * 2 ** ((number - 69) / 12)

const wood = (at: number, number: number, level = 1): Strike => ({ at, hz: note(number), level, ring: 0.42, bar: 'wood' })
const metal = (at: number, number: number, level = 1, ring = 1.4): Strike => ({ at, hz: note(number), level, ring, bar: 'metal' })
const low = (at: number, number: number, level = 1): Strike => ({ at, hz: note(number), level, ring: 1.6, bar: 'low' })

/**
 * What a cue of each size sounds like, and a checkpoint. They are of one chord, D with the ninth and no third, so that whatever follows
 * another agrees with it. The longer the arc of the cue, the longer the sound.
 */
export const sounds: Readonly<Record<string, Float64Array>> = {
  nod: strikes(0.45, [wood(0, 69), wood(0.07, 74, 0.7)]),
  cheer: strikes(1.1, [wood(0, 62, 0.9), wood(0.08, 69, 0.8), metal(0.16, 74, 0.75, 1), metal(0.16, 76, 0.3, 0.8)]),
  checkpoint: strikes(1.2, [
    wood(0, 69, 0.8),
    wood(0.09, 74, 0.8),
    wood(0.18, 76, 0.8),
    metal(0.27, 81, 0.7, 1.1),
    low(0.27, 50, 0.5),
  ]),
  room: strikes(2.6, [
    low(0, 38, 1),
    wood(0, 50, 0.7),
    metal(0.12, 62, 0.5, 2),
    metal(0.2, 69, 0.5, 2.2),
    metal(0.28, 74, 0.55, 2.4),
    metal(0.36, 76, 0.35, 2.2),
    metal(0.52, 81, 0.3, 2),
  ]),
}
